#include "core/logic/endpoint/traffic_export.h"

#include "core/logic/base/byte_reader.h"
#include "core/logic/base/display_text.h"
#include "core/logic/base/utf8.h"
#include "core/logic/endpoint/hex_dump.h"
#include "core/logic/endpoint/payload_text.h"
#include "core/logic/endpoint/traffic_pcapng.h"

#include <algorithm>

namespace synscope {
namespace {

std::string_view directionWord(TrafficDirection direction) {
  return direction == TrafficDirection::kIn ? "in" : "out";
}

std::string decoded(const TrafficExportOptions& options, std::span<const std::byte> payload) {
  return options.decode ? options.decode(payload) : textOf(payload);
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    if (!point.valid) return false;
    text.remove_prefix(point.length);
  }
  return true;
}

class TextExporter : public TrafficExporter {
 public:
  explicit TextExporter(TrafficExportOptions options) : m_options(std::move(options)) {}

  void begin(std::string&) override {}
  void add(std::uint64_t, const TrafficRecordView& record, std::string& out) override {
    out += m_options.time == TimeStyle::kAbsolute ? isoTime(m_options.clock, record.at)
                                                  : secondsText(record.at - m_options.begin);
    out += record.direction == TrafficDirection::kIn ? "  <-  " : "  ->  ";
    out += sanitizeForDisplay(record.peer.toString()) + "  #" + std::to_string(record.connection) + "  " +
           std::to_string(record.payload.size()) + " bytes\n";
    addPayload(record.payload, out);
  }

 private:
  void addPayload(std::span<const std::byte> payload, std::string& out) const {
    switch (m_options.payload) {
      case PayloadStyle::kText: return addText(decoded(m_options, payload), out);
      case PayloadStyle::kBoth: out += hexDump(payload); return;
      case PayloadStyle::kHex: break;
    }
    for (; !payload.empty(); payload = payload.subspan(std::min(kHexDumpWidth, payload.size())))
      out += toHex(payload.first(std::min(kHexDumpWidth, payload.size()))) + '\n';
  }
  static void addText(std::string_view text, std::string& out) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      out += sanitizeForDisplay(text.substr(0, end)) + '\n';
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  TrafficExportOptions m_options;
};

class CsvExporter : public TrafficExporter {
 public:
  explicit CsvExporter(TrafficExportOptions options) : m_options(std::move(options)) {}

  void begin(std::string& out) override { out += "record,time,elapsed_s,direction,connection,peer,bytes,text,hex\r\n"; }
  void add(std::uint64_t number, const TrafficRecordView& record, std::string& out) override {
    out += std::to_string(number) + ',' + isoTime(m_options.clock, record.at) + ',' +
           secondsText(record.at - m_options.begin) + ',';
    out += directionWord(record.direction);
    out += ',' + std::to_string(record.connection) + ',' + field(sanitizeForDisplay(record.peer.toString())) + ',' +
           std::to_string(record.payload.size()) + ',' + field(sanitizeForDisplay(decoded(m_options, record.payload))) +
           ',' + toHex(record.payload, "") + "\r\n";
  }

 private:
  static std::string field(std::string value) {
    if (!value.empty() && std::string_view("=+-@").find(value.front()) != std::string_view::npos)
      value.insert(value.begin(), '\'');
    if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
    std::string quoted = "\"";
    for (const char c : value)
      quoted.append(c == '"' ? 2 : 1, c);
    return quoted += '"';
  }

  TrafficExportOptions m_options;
};

std::string jsonString(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte >= 0x20) out += c;
    if (byte < 0x20) out += "\\u00" + toHex(std::as_bytes(std::span(&c, 1)));
  }
  return out += '"';
}

/// RFC 4648 section 4.
std::string base64(std::span<const std::byte> bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8U | (k < count ? std::to_integer<unsigned>(bytes[i + k]) : 0U);
    for (std::size_t k = 0; k < 4; ++k)
      out += k <= count ? kDigits[group >> (18U - 6U * k) & 0x3fU] : '=';
  }
  return out;
}

class JsonExporter : public TrafficExporter {
 public:
  explicit JsonExporter(TrafficExportOptions options) : m_options(std::move(options)) {}

  void begin(std::string&) override {}
  void add(std::uint64_t number, const TrafficRecordView& record, std::string& out) override {
    const Duration elapsed = record.at - m_options.begin;
    out += "{\"record\":" + std::to_string(number) + ",\"time\":\"" + isoTime(m_options.clock, record.at) +
           "\",\"elapsed_s\":" + secondsText(elapsed) + ",\"direction\":\"";
    out += directionWord(record.direction);
    out += "\",\"connection\":" + std::to_string(record.connection) +
           ",\"peer\":" + jsonString(sanitizeForDisplay(record.peer.toString())) +
           ",\"bytes\":" + std::to_string(record.payload.size());
    const std::string text = textOf(record.payload);
    if (isUtf8(text)) out += ",\"text\":" + jsonString(text);
    out += ",\"base64\":\"" + base64(record.payload) + "\"}\n";
  }

 private:
  TrafficExportOptions m_options;
};

}  // namespace

std::string_view name(TrafficFormat format) {
  switch (format) {
    case TrafficFormat::kText: return "text";
    case TrafficFormat::kCsv: return "csv";
    case TrafficFormat::kJsonLines: return "json";
    case TrafficFormat::kPcapng: return "pcapng";
  }
  return "text";
}

std::unique_ptr<TrafficExporter> makeTrafficExporter(TrafficExportOptions options) {
  switch (options.format) {
    case TrafficFormat::kText: break;
    case TrafficFormat::kCsv: return std::make_unique<CsvExporter>(std::move(options));
    case TrafficFormat::kJsonLines: return std::make_unique<JsonExporter>(std::move(options));
    case TrafficFormat::kPcapng: return std::make_unique<PcapngExporter>(std::move(options));
  }
  return std::make_unique<TextExporter>(std::move(options));
}

}  // namespace synscope
