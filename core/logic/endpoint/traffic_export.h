#pragma once

#include "core/logic/endpoint/traffic_record_codec.h"
#include "core/logic/endpoint/wall_time.h"
#include "core/logic/reach/attempt.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace synscope {

enum class TrafficFormat : std::uint8_t { kText, kCsv, kJsonLines, kPcapng };

/// "text", "csv", "json", "pcapng".
std::string_view name(TrafficFormat format);

enum class TimeStyle : std::uint8_t { kAbsolute, kRelative };
enum class PayloadStyle : std::uint8_t { kText, kHex, kBoth };

/// What packets in a pcapng file need and a log does not hold. An address that is not known is written as unspecified
/// (0.0.0.0 or ::).
struct PacketEnds {
  Protocol protocol = Protocol::kTcp;
  IpEndpoint local;  ///< Of connections that are not named below.
  std::map<ConnectionId, IpEndpoint> locals{};
};

struct TrafficExportOptions {
  TrafficFormat format = TrafficFormat::kText;
  TimeStyle time = TimeStyle::kAbsolute;       ///< For kText; the other formats have both, or the wall time.
  PayloadStyle payload = PayloadStyle::kText;  ///< For kText.
  WallClock clock;
  TimePoint begin{};  ///< Zero of relative times.
  /// Text of a payload in UTF-8, for kText and kCsv; empty: the payload is UTF-8.
  std::function<std::string(std::span<const std::byte>)> decode = {};
  PacketEnds ends = {};
  std::uint64_t leftOutRecords = 0;  ///< Of the log; a pcapng file says so in its comment.
};

/// Writes records in one format, front to back. Pure: what is to be written is added to a string.
class TrafficExporter {
 public:
  virtual ~TrafficExporter() = default;

  virtual void begin(std::string& out) = 0;
  virtual void add(std::uint64_t number, const TrafficRecordView& record, std::string& out) = 0;
};

/// kText: a line about each record, then its payload, made safe to show. kCsv: RFC 4180, text made safe to show (what a
/// spreadsheet would take for a formula begins with an apostrophe), and exact in hexadecimal. kJsonLines: an object a
/// line (JSON Lines), "text" where the payload is valid UTF-8, and always "base64". kPcapng: see traffic_pcapng.h.
std::unique_ptr<TrafficExporter> makeTrafficExporter(TrafficExportOptions options);

}  // namespace synscope
