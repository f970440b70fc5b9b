#include "core/logic/base/json_value.h"
#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_parameters.h"

namespace synscope {
namespace {

/// Reads members into settings; the first value out of its range decides what the client is told.
/// Invariant: once refusal() is not 0 it does not change.
class ParameterReader {
 public:
  explicit ParameterReader(const JsonValue& document) : m_document(document) {}

  bool flag(std::string_view key) const {
    const JsonValue* value = m_document.findIgnoringCase(key);
    return value && !value->isNull() && value->boolean() != false;
  }
  std::optional<std::int64_t> number(std::string_view key) const {
    const JsonValue* value = m_document.findIgnoringCase(key);
    return value ? value->integer() : std::nullopt;
  }
  std::string text(std::string_view key) const {
    const JsonValue* value = m_document.findIgnoringCase(key);
    return value && value->text() ? *value->text() : std::string();
  }

  template <typename T>
  void read(std::string_view key, T& into, std::int64_t from, std::int64_t to, std::uint32_t otherwise) {
    const std::optional<std::int64_t> value = number(key);
    if (!value) return;
    if (*value < from || *value > to) return refuse(otherwise);
    into = static_cast<T>(*value);
  }
  void readSeconds(std::string_view key, Duration& into, Duration most, std::uint32_t otherwise) {
    std::int64_t count = std::chrono::duration_cast<std::chrono::seconds>(into).count();
    read(key, count, 0, std::chrono::duration_cast<std::chrono::seconds>(most).count(), otherwise);
    into = std::chrono::seconds(count);
  }

  void refuse(std::uint32_t number) {
    if (m_refusal == 0) m_refusal = number;
  }
  std::uint32_t refusal() const { return m_refusal; }

 private:
  const JsonValue& m_document;
  std::uint32_t m_refusal = 0;
};

constexpr std::int64_t kAny = INT64_MAX;

void readShape(ParameterReader& reader, ThroughputSettings& s) {
  if (reader.flag("sctp")) reader.refuse(iperfError::kParameters);
  if (reader.flag("udp")) s.protocol = Protocol::kUdp;
  const bool down = reader.flag("reverse"), both = reader.flag("bidirectional");
  if (down && both) reader.refuse(iperfError::kParameters);
  s.direction = both ? TransferDirection::kBoth : down ? TransferDirection::kDown : TransferDirection::kUp;
  reader.read("parallel", s.parallel, 1, iperfLimit::kParallel, iperfError::kParallel);
}

void readLimits(ParameterReader& reader, ThroughputSettings& s) {
  reader.readSeconds("time", s.time, iperfLimit::kTime, iperfError::kDuration);
  reader.readSeconds("omit", s.omit, iperfLimit::kOmit, iperfError::kOmit);
  reader.read("num", s.bytes, 0, kAny, iperfError::kParameters);
  reader.read("blockcount", s.blocks, 0, kAny, iperfError::kParameters);
}

void readBlocks(ParameterReader& reader, ThroughputSettings& s) {
  using namespace iperfLimit;
  const bool udp = s.protocol == Protocol::kUdp;
  std::uint32_t length = udp ? kDefaultDatagram : kDefaultTcpBlock;
  udp ? reader.read("len", length, kDatagramMin, kDatagramMax, iperfError::kDatagramSize)
      : reader.read("len", length, 1, kTcpBlock, iperfError::kBlockSize);
  s.blockLength = length;
  s.bitsPerSecond = static_cast<std::uint64_t>(reader.number("bandwidth").value_or(0));
  s.pacing = static_cast<std::uint64_t>(reader.number("fqrate").value_or(0));
  reader.read("burst", s.burst, 0, kBurst, iperfError::kBurst);
}

void readSocketOptions(ParameterReader& reader, ThroughputSettings& s) {
  reader.read("window", s.window, 0, iperfLimit::kWindow, iperfError::kWindow);
  reader.read("MSS", s.mss, 0, iperfLimit::kMssMax, iperfError::kMss);
  reader.read("TOS", s.tos, 0, iperfLimit::kTos, iperfError::kTos);
  reader.read("flowlabel", s.flowLabel, 0, iperfLimit::kFlowLabel, iperfError::kFlowLabel);
  s.noDelay = reader.flag("nodelay");
  s.congestion = reader.text("congestion");
  s.dontFragment = reader.flag("dont_fragment");
}

void readReporting(ParameterReader& reader, ThroughputSettings& s) {
  s.title = reader.text("title");
  s.extraData = reader.text("extra_data");
  s.serverOutput = reader.flag("get_server_output");
  s.counters64 = reader.flag("udp_counters_64bit");
  s.repeatingPayload = reader.flag("repeating_payload");
  s.zeroCopy = reader.flag("zerocopy");
}

}  // namespace

IperfParametersRead decodeIperfParameters(std::string_view json) {
  const auto document = JsonValue::parse(json, {.maxBytes = iperfLimit::kParameterBytes, .maxNodes = 4096});
  if (!document) return {std::nullopt, iperfError::kParameters};
  ParameterReader reader(*document);
  IperfParameters parameters;
  ThroughputSettings& settings = parameters.settings;
  readShape(reader, settings);
  readLimits(reader, settings);
  readBlocks(reader, settings);
  readSocketOptions(reader, settings);
  readReporting(reader, settings);
  parameters.clientVersion = reader.text("client_version");
  parameters.authToken = reader.text("authtoken");
  if (reader.refusal() != 0) return {std::nullopt, reader.refusal()};
  return {std::move(parameters), 0};
}

}  // namespace synscope
