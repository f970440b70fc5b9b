#pragma once

#include "core/engine/base/job.h"

#include <QSignalSpy>
#include <QTest>

#include <string>

namespace QTest {

/// Lets QCOMPARE show the text of a std::string.
template <>
inline char* toString(const std::string& text) {
  return qstrdup(text.c_str());
}

}  // namespace QTest

namespace synscope::test {

/// Starts a job and runs the event loop until it has ended. Returns false when that takes longer than `limitMs`.
inline bool runToEnd(Job& job, int limitMs = 10'000) {
  QSignalSpy ended(&job, &Job::ended);
  job.start();
  return (!ended.isEmpty() || ended.wait(limitMs)) && ended.size() == 1;
}

}  // namespace synscope::test
