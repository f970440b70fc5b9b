#pragma once

#include "core/logic/throughput/why_slow.h"

#include <QByteArray>

namespace synscope::test {

/// The cause and what else plays a part: "policer network-loss".
inline QByteArray wordsOf(const WhyVerdict& verdict) {
  QByteArray words = QByteArray::fromStdString(std::string(name(verdict.cause)));
  for (const SlowCause cause : verdict.also)
    words += ' ' + QByteArray::fromStdString(std::string(name(cause)));
  return words;
}

}  // namespace synscope::test
