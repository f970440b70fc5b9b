#include "core/logic/throughput/iperf_parameters.h"

#include "core/logic/base/json_writer.h"
#include "core/logic/throughput/iperf_wire.h"

#include <algorithm>

namespace synscope {
namespace {

using std::chrono::seconds;

constexpr std::size_t kReserve = 1500;  ///< For the version and a token of the longest usual key (8,192 bits).

Duration wholeSeconds(Duration time) {
  return std::chrono::ceil<seconds>(std::max(time, Duration{}));
}

std::int64_t secondsOf(Duration time) {
  return std::chrono::duration_cast<seconds>(time).count();
}

void writeFlag(JsonWriter& json, std::string_view key, bool set) {
  if (set) json.member(key, true);
}

template <typename T>
void writeUnlessZero(JsonWriter& json, std::string_view key, T value) {
  if (value != 0) json.member(key, value);
}

void writeText(JsonWriter& json, std::string_view key, const std::string& text) {
  if (!text.empty()) json.member(key, std::string_view(text));
}

void writeOption(JsonWriter& json, std::string_view key, bool set) {
  if (set) json.member(key, 1);
}

std::optional<Error> unless(bool inRange, const char* option, std::uint64_t value, const char* range) {
  if (inRange) return std::nullopt;
  return Error{ErrorCode::kOutOfRange, range, std::string(option) + ' ' + std::to_string(value), 0};
}

std::optional<Error> blockLengthOutOfRange(const ThroughputSettings& settings) {
  if (!settings.blockLength) return std::nullopt;
  const std::uint32_t length = *settings.blockLength;
  if (settings.protocol == Protocol::kTcp)
    return unless(length >= 1 && length <= iperfLimit::kTcpBlock, "-l", length, "1 to 1048576");
  return unless(length >= iperfLimit::kDatagramMin && length <= iperfLimit::kDatagramMax, "-l", length, "16 to 65507");
}

std::uint64_t counted(int value) {
  return value < 0 ? 0 : static_cast<std::uint64_t>(value);
}

}  // namespace

std::vector<IperfStreamPlan> iperfStreams(const ThroughputSettings& settings) {
  std::vector<IperfStreamPlan> streams;
  const auto add = [&](bool clientSends) {
    for (int i = 0; i < settings.parallel; ++i)
      streams.push_back({iperfStreamId(static_cast<int>(streams.size())), clientSends});
  };
  if (settings.direction != TransferDirection::kDown) add(true);
  if (settings.direction != TransferDirection::kUp) add(false);
  return streams;
}

ThroughputSettings inIperfTerms(ThroughputSettings settings) {
  const bool udp = settings.protocol == Protocol::kUdp;
  settings.omit = wholeSeconds(settings.omit);
  settings.time = settings.bytes > 0 || settings.blocks > 0 ? Duration{} : wholeSeconds(settings.time);
  if (!settings.blockLength) settings.blockLength = udp ? iperfLimit::kDefaultDatagram : iperfLimit::kDefaultTcpBlock;
  if (!settings.bitsPerSecond) settings.bitsPerSecond = udp ? kDefaultUdpBitsPerSecond : 0;
  return settings;
}

std::optional<Error> outOfIperfRange(const ThroughputSettings& s) {
  using namespace iperfLimit;
  const auto time = secondsOf(s.time), omit = secondsOf(s.omit);
  const std::optional<Error> faults[] = {
      unless(s.parallel >= 1 && s.parallel <= kParallel, "-P", counted(s.parallel), "1 to 128"),
      unless(s.time >= Duration{} && s.time <= kTime, "-t", counted(static_cast<int>(time)), "0 to 86400"),
      unless(s.omit >= Duration{} && s.omit <= kOmit, "-O", counted(static_cast<int>(omit)), "0 to 600"),
      blockLengthOutOfRange(s),
      unless(s.burst >= 0 && s.burst <= kBurst, "-b /", counted(s.burst), "0 to 1000"),
      unless(s.window <= kWindow, "-w", s.window, "0 to 536870912"),
      unless(s.mss == 0 || (s.mss >= kMssMin && s.mss <= kMssMax), "-M", s.mss, "88 to 32767"),
      unless(s.tos >= 0 && s.tos <= kTos, "-S", counted(s.tos), "0 to 255"),
      unless(s.flowLabel <= kFlowLabel, "-L", s.flowLabel, "0 to 1048575"),
      unless(encodeIperfParameters(s, "").size() + kReserve < kParameterBytes, "-T",
             s.title.size() + s.extraData.size(), "0 to 6000"),
  };
  const auto* first = std::ranges::find_if(faults, [](const auto& fault) { return fault.has_value(); });
  return first == std::end(faults) ? std::nullopt : *first;
}

std::string encodeIperfParameters(const ThroughputSettings& asked, std::string_view clientVersion,
                                  std::string_view authToken) {
  const ThroughputSettings s = inIperfTerms(asked);
  JsonWriter json;
  json.beginObject();
  json.member(name(s.protocol), true);
  json.member("omit", secondsOf(s.omit));
  json.member("time", secondsOf(s.time));
  json.member("num", s.bytes);
  json.member("blockcount", s.blocks);
  writeUnlessZero(json, "MSS", s.mss);
  writeFlag(json, "nodelay", s.noDelay);
  json.member("parallel", s.parallel);
  writeFlag(json, "reverse", s.direction == TransferDirection::kDown);
  writeFlag(json, "bidirectional", s.direction == TransferDirection::kBoth);
  writeUnlessZero(json, "window", s.window);
  json.member("len", *s.blockLength);
  writeUnlessZero(json, "bandwidth", *s.bitsPerSecond);
  writeUnlessZero(json, "fqrate", s.pacing);
  json.member("pacing_timer", 1000);
  writeUnlessZero(json, "burst", s.burst);
  writeUnlessZero(json, "TOS", s.tos);
  writeUnlessZero(json, "flowlabel", s.flowLabel);
  writeText(json, "title", s.title);
  writeText(json, "extra_data", s.extraData);
  writeText(json, "congestion", s.congestion);
  writeOption(json, "get_server_output", s.serverOutput);
  writeOption(json, "udp_counters_64bit", s.counters64);
  writeOption(json, "repeating_payload", s.repeatingPayload);
  writeOption(json, "dont_fragment", s.dontFragment);
  writeOption(json, "zerocopy", s.zeroCopy);
  if (!authToken.empty()) json.member("authtoken", authToken);
  json.member("client_version", clientVersion);
  json.endObject();
  return json.take();
}

}  // namespace synscope
