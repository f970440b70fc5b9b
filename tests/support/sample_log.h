#pragma once

#include "core/engine/endpoint/traffic_log.h"

#include <string>

namespace synscope {

/// A short conversation of two connections: text, Chinese, binary, bytes that are not UTF-8, terminal escapes, a text
/// that reorders itself, and a long answer. Two records are in GB18030.
std::shared_ptr<TrafficLog> sampleLog(const QString& folder);

/// `count` records of 64 bytes, of five connections in turn, 10 µs apart; waits for the disk rather than leave any out.
void fillLog(TrafficLog& log, std::uint64_t count);

}  // namespace synscope
