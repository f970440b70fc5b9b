#pragma once

#include "core/logic/kernel/tcp_info.h"

#include <QString>

#include <vector>

namespace synscope {

/// One number of a connection in the language of labels.
struct TcpNumber {
  QString name;
  QString value;    ///< "not reported by this system" where it is not.
  QString meaning;  ///< What it tells, in a sentence.
};

std::vector<TcpNumber> tcpNumbers(const TcpInfo& info);

}  // namespace synscope
