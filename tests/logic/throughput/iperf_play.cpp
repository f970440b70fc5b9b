#include "tests/logic/throughput/iperf_play.h"

#include "core/logic/throughput/iperf_message.h"

#include <array>
#include <charconv>
#include <sstream>

namespace synscope::play {
namespace {

constexpr int kMaxDeadlines = 100;

int numberAfter(std::string_view word, std::string_view prefix) {
  int value = 0;
  std::from_chars(word.data() + prefix.size(), word.data() + word.size(), value);
  return value;
}

std::string hexOf(std::byte byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto value = std::to_integer<unsigned>(byte);
  return {kDigits[value >> 4U], kDigits[value & 15U]};
}

/// One message at the front as a word; takes it off.
std::string takeWord(std::span<const std::byte>& bytes) {
  ByteReader reader(bytes);
  if (bytes.size() == 9 && bytes.front() == std::byte{0xfe}) {
    reader.skip(1);
    bytes = {};
    const std::uint32_t number = reader.u32();
    return "fe:" + std::to_string(number) + '/' + std::to_string(reader.u32());
  }
  const std::size_t length = reader.u32();
  if (bytes.size() == testCookie().size()) {
    bytes = {};
    return "cookie";
  }
  if (reader.ok() && length > 1 && length <= reader.left()) {
    const std::string json = textOf(reader.bytes(length));
    bytes = reader.rest();
    return json.find("\"streams\"") == std::string::npos ? "params" : "results";
  }
  const std::string state = hexOf(bytes.front());
  bytes = bytes.subspan(1);
  return state;
}

struct Words {
  std::string operator()(const IperfSendBytes& send) const {
    std::string words;
    for (auto rest = std::span<const std::byte>(send.bytes); !rest.empty();)
      words += (words.empty() ? "" : " ") + takeWord(rest);
    return words;
  }
  std::string operator()(const IperfOpenStreams& open) const {
    std::string words = "open:";
    for (const IperfStreamPlan& stream : open.streams)
      words += (words.back() == ':' ? "" : ",") + std::to_string(stream.id) + (stream.clientSends ? 'u' : 'd');
    return words;
  }
  std::string operator()(const IperfStartClock&) const { return "clock"; }
  std::string operator()(const IperfStartData&) const { return "data"; }
  std::string operator()(const IperfStopData&) const { return "stopdata"; }
  std::string operator()(const IperfNeedResults&) const { return "need"; }
  std::string operator()(const IperfPeerResults& peer) const {
    return "peer:" + std::to_string(peer.results.streams.size());
  }
  std::string operator()(const IperfEnded& ended) const {
    if (!ended.error) return "ended";
    std::string words = "ended:" + std::string(name(ended.error->code));
    if (!ended.error->operation.empty()) words += ':' + ended.error->operation;
    if (!ended.error->subject.empty()) words += ':' + ended.error->subject;
    return words;
  }
};

void append(std::string& trace, const std::string& words) {
  if (!words.empty()) (trace += trace.empty() ? "" : " ") += words;
}

/// A machine, its time and what it did.
template <typename Machine>
class Player {
 public:
  Player(Machine machine, Segments segments, const ThroughputSettings& settings)
      : m_machine(std::move(machine)), m_segments(segments), m_settings(settings) {}

  std::string play(std::string_view script) {
    m_machine.start(m_now);
    collect();
    std::istringstream words{std::string(script)};
    for (std::string word; words >> word;) {
      act(word);
      collect();
    }
    return m_trace;
  }

 private:
  void collect() { append(m_trace, traceOf(m_machine.take())); }

  void act(const std::string& word) {
    if (word == "close") return m_machine.peerClosed(m_now);
    if (word == "opened") return m_machine.streamsOpened(m_now);
    if (word == "over") return m_machine.dataOver(m_now);
    if (word == "stop") return m_machine.stop(m_now);
    if (word == "report") return m_machine.setResults(resultsFor(m_settings));
    if (word == "results") return come(frameIperfJson(encodeIperfResults(resultsFor(m_settings))));
    if (word.starts_with("wait:")) return wait(std::chrono::seconds(numberAfter(word, "wait:")));
    if (word.starts_with("begin:")) return come(ByteWriter().u32(1000).text(word.substr(6)).take());
    if (word.starts_with('{') || word.starts_with('[')) return come(frameIperfJson(word));
    if constexpr (std::is_same_v<Machine, IperfServerMachine>) {
      if (word == "moved") return m_machine.dataMoved(m_now);
      if (word == "progress") return m_machine.streamProgress(m_now);
      if (word.starts_with("refuse:"))
        return m_machine.refuse(static_cast<std::uint32_t>(numberAfter(word, "refuse:")), 22, m_now);
    }
    const IperfCookie cookie = testCookie();
    come(word == "cookie" ? Bytes(cookie.begin(), cookie.end()) : fromHex(word));
  }

  void come(const Bytes& bytes) {
    if (m_segments == Segments::kAsWritten) return m_machine.receive(bytes, m_now);
    for (const std::byte& byte : bytes)
      m_machine.receive({&byte, 1}, m_now);
  }

  void wait(Duration time) {
    const TimePoint end = m_now + time;
    for (int i = 0; i < kMaxDeadlines; ++i) {
      const auto deadline = m_machine.nextDeadline();
      if (!deadline || *deadline > end) break;
      m_now = *deadline;
      m_machine.onTime(m_now);
      collect();
    }
    m_now = end;
    m_machine.onTime(m_now);
  }

  Machine m_machine;
  Segments m_segments;
  ThroughputSettings m_settings;
  TimePoint m_now{};
  std::string m_trace;
};

}  // namespace

std::string playClient(const ThroughputSettings& settings, std::string_view script, Segments segments) {
  IperfClientMachine machine(settings, testCookie(), "test");
  return Player(std::move(machine), segments, settings).play(script);
}

std::string playServer(std::string_view script, const IperfServerLimits& limits, Segments segments) {
  return Player(IperfServerMachine(limits), segments, ThroughputSettings{}).play(script);
}

std::string traceOf(const std::vector<IperfAction>& actions) {
  std::string trace;
  for (const IperfAction& action : actions)
    append(trace, std::visit(Words{}, action));
  return trace;
}

IperfResults resultsFor(const ThroughputSettings& settings) {
  IperfResults results;
  for (const IperfStreamPlan& plan : iperfStreams(settings)) {
    IperfStreamResult stream;
    stream.id = plan.id;
    stream.bytes = 131'072;
    stream.time = std::chrono::seconds(1);
    results.streams.push_back(stream);
  }
  return results;
}

IperfCookie testCookie() {
  Rng rng(4);
  return makeIperfCookie(rng);
}

Bytes fromHex(std::string_view hex) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    bytes.push_back(static_cast<std::byte>(value));
  }
  return bytes;
}

}  // namespace synscope::play
