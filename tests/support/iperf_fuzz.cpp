#include "tests/support/iperf_fuzz.h"

namespace synscope::fuzz {
namespace {

std::string resultsText(std::initializer_list<int> ids) {
  IperfResults results;
  for (const int id : ids) {
    IperfStreamResult stream;
    stream.id = id;
    stream.bytes = 7;
    stream.omittedErrors = stream.omittedPackets = 0;
    results.streams.push_back(stream);
  }
  results.congestion = "cubic";
  return encodeIperfResults(results);
}

Input inputOf(std::string_view text) {
  return {text.begin(), text.end()};
}

}  // namespace

Input script(std::initializer_list<Input> pieces) {
  Input all;
  for (const Input& piece : pieces) {
    if (piece.size() == 1 && piece.front() >= 0xf0 && piece.front() < 0xf5) {
      all.push_back(piece.front());
      continue;
    }
    for (std::size_t i = 0; i < piece.size(); i += 0xef) {
      const std::size_t length = std::min<std::size_t>(0xef, piece.size() - i);
      all.push_back(static_cast<std::uint8_t>(length));
      all.insert(all.end(), piece.begin() + static_cast<std::ptrdiff_t>(i),
                 piece.begin() + static_cast<std::ptrdiff_t>(i + length));
    }
  }
  return all;
}

Input framed(std::string_view json) {
  Input bytes;
  for (const std::byte byte : frameIperfJson(json))
    bytes.push_back(std::to_integer<std::uint8_t>(byte));
  return bytes;
}

Input results(std::initializer_list<int> ids) {
  return framed(resultsText(ids));
}

std::vector<Input> resultTexts() {
  return {inputOf(resultsText({})), inputOf(resultsText({1})), inputOf(resultsText({1, 3, 4})),
          inputOf(R"({"cpu_util_total":1.5,"cpu_util_user":0,"cpu_util_system":null,"sender_has_retransmits":)"
                  R"(18446744073709551615,"server_output_json":{"a":[1,{"b":"c"}]},"streams":[]})")};
}

std::vector<Input> parameterTexts() {
  ThroughputSettings all;
  all.direction = TransferDirection::kBoth;
  all.noDelay = all.serverOutput = all.counters64 = true;
  all.mss = 1400;
  all.title = "title";
  return {inputOf(encodeIperfParameters({}, "3.12")), inputOf(encodeIperfParameters(all, "3.12")),
          inputOf(R"({"udp":true,"reverse":false,"TIME":1e1,"num":18446744073709551615,"len":1000.7})")};
}

void checkResults(std::string_view json) {
  const auto read = decodeIperfResults(json, kIperfServerResultsMax);
  if (!read) return;
  check(read->streams.size() <= 256, "more streams than there can be");
  IperfResults told = *read;
  if (told.serverOutputIsJson) told.serverOutputIsJson = told.serverOutput.empty();
  const auto again = decodeIperfResults(encodeIperfResults(told), kIperfServerResultsMax);
  check(again.has_value(), "results that cannot be read again");
  for (IperfStreamResult& stream : told.streams)
    stream.time = stream.time.value_or(Duration{}) > Duration{} ? stream.time : std::nullopt;
  check(again->streams.size() == told.streams.size(), "results with other streams");
  check(again->congestion == told.congestion && again->serverOutput == told.serverOutput, "results with other texts");
  for (std::size_t i = 0; i < told.streams.size(); ++i) {
    const IperfStreamResult &a = told.streams[i], &b = again->streams[i];
    check(a.id == b.id && a.bytes == b.bytes && a.retransmits == b.retransmits && a.errors == b.errors &&
              a.packets == b.packets && a.omittedErrors == b.omittedErrors,
          "results that differ when told again");
  }
}

void checkParameters(std::string_view json) {
  const IperfParametersRead read = decodeIperfParameters(json);
  check(read.parameters.has_value() == (read.refusal == 0), "neither parameters nor a refusal");
  if (!read.parameters) return;
  const ThroughputSettings& settings = read.parameters->settings;
  const std::string told = encodeIperfParameters(settings, read.parameters->clientVersion);
  if (told.size() > iperfLimit::kParameterBytes) return;
  const IperfParametersRead again = decodeIperfParameters(told);
  check(again.parameters.has_value(), "parameters that cannot be read again");
  check(again.parameters->settings == inIperfTerms(settings), "parameters that differ when told again");
}

}  // namespace synscope::fuzz
