#include "core/logic/throughput/throughput_text.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>

namespace synscope {
namespace {

constexpr std::string_view kRule = "- - - - - - - - - - - - - - - - - - - - - - - - -\n";

[[gnu::format(printf, 1, 2)]] std::string formatted(const char* form, ...) {
  std::array<char, 256> text{};
  std::va_list arguments;
  va_start(arguments, form);
  const int length = std::vsnprintf(text.data(), text.size(), form, arguments);
  va_end(arguments);
  return {text.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(text.size()) - 1))};
}

double secondsOf(Duration time) {
  return std::chrono::duration<double>(time).count();
}

double rateOf(std::uint64_t bytes, Duration time) {
  return time > Duration{} ? static_cast<double>(bytes) * 8 / secondsOf(time) : 0;
}

/// What the lines of a test have beside transfer and rate. Where both ends send datagrams, the head is the receiver's.
enum class Columns { kPlain, kTcpSender, kUdpSender, kUdpSenderOfBoth, kUdpReceiver };

Columns columnsOf(const ThroughputSettings& settings, bool sender) {
  if (settings.protocol == Protocol::kTcp) return sender ? Columns::kTcpSender : Columns::kPlain;
  if (!sender) return Columns::kUdpReceiver;
  return bothWays(settings.direction) ? Columns::kUdpSenderOfBoth : Columns::kUdpSender;
}

/// Streams in the order in which they were opened: first those that the client sends on.
std::array<bool, 2> senders(bool client) {
  return {client, !client};
}

/// "[  5]", "[SUM]", and where both ends send "[  5][TX-C]".
std::string label(const ThroughputSettings& settings, bool client, int stream, bool sender) {
  const std::string id = stream == 0 ? "[SUM]" : formatted("[%3d]", stream);
  return bothWays(settings.direction) ? id + (sender ? "[TX-" : "[RX-") + (client ? "C]" : "S]") : id;
}

std::string times(Duration begin, Duration end) {
  return formatted(" %6.2f-%-6.2f sec", secondsOf(begin), secondsOf(end));
}

std::string amount(std::uint64_t bytes, double bitsPerSecond, RateUnit unit) {
  return "  " + bytesText(static_cast<double>(bytes)) + "  " + bitRateText(bitsPerSecond, unit);
}

std::string lossText(const DatagramCounts& counts) {
  const double percent =
      counts.packets > 0 ? static_cast<double>(counts.lost) / static_cast<double>(counts.packets) * 100 : 0;
  return formatted("  %5.3f ms  %lld/%llu (%.2g%%)", toMs(counts.jitter.value_or(Duration{})),
                   static_cast<long long>(counts.lost), static_cast<unsigned long long>(counts.packets), percent);
}

std::string retransmitText(const std::optional<std::uint64_t>& retransmits) {
  return retransmits ? formatted("  %3llu", static_cast<unsigned long long>(*retransmits)) : std::string("     ");
}

std::string datagramsText(const StreamInterval& stream, const char* before) {
  return stream.datagrams ? before + std::to_string(stream.datagrams->packets) : std::string();
}

std::string detail(const StreamInterval& stream, Columns columns) {
  switch (columns) {
    case Columns::kPlain: return {};
    case Columns::kTcpSender:  // Of a sum iperf3 tells no window.
      return retransmitText(stream.retransmits) +
             (stream.cwndBytes && stream.stream != 0 ? "   " + bytesText(*stream.cwndBytes) : "");
    case Columns::kUdpSender: return datagramsText(stream, "  ");
    case Columns::kUdpSenderOfBoth: return datagramsText(stream, "            ");
    case Columns::kUdpReceiver: return stream.datagrams ? lossText(*stream.datagrams) : "";
  }
  return {};
}

/// iperf3's clock starts again when the omit time is over.
Duration shownTime(const ThroughputSettings& settings, const StreamInterval& stream, Duration time) {
  return stream.omitted ? time : std::max(time - settings.omit, Duration{});
}

std::string line(const ThroughputSettings& settings, bool client, const StreamInterval& stream, RateUnit unit) {
  const Duration begin = shownTime(settings, stream, stream.begin), end = shownTime(settings, stream, stream.end);
  return label(settings, client, stream.stream, stream.sender) + times(begin, end) +
         amount(stream.bytes, stream.bitsPerSecond(), unit) + detail(stream, columnsOf(settings, stream.sender)) +
         (stream.omitted ? "  (omitted)" : "") + '\n';
}

const char* headerOf(Columns columns) {
  switch (columns) {
    case Columns::kPlain: return "";
    case Columns::kTcpSender: return "         Retr  Cwnd";
    case Columns::kUdpSender: return "         Total Datagrams";
    case Columns::kUdpSenderOfBoth:
    case Columns::kUdpReceiver: return "         Jitter    Lost/Total Datagrams";
  }
  return "";
}

bool sends(const ThroughputSettings& settings, bool client) {
  return bothWays(settings.direction) || client == (settings.direction == TransferDirection::kUp);
}

std::string head(const ThroughputSettings& settings, const char* columns) {
  return std::string(bothWays(settings.direction) ? "[ ID][Role]" : "[ ID]") +
         " Interval           Transfer     Bitrate" + columns + '\n';
}

/// The two lines of a stream, or of the sum: as its sender and as its receiver counted.
std::string totalLines(const ThroughputReport& report, const StreamTotal& total, RateUnit unit) {
  const ThroughputSettings& settings = report.settings;
  const bool udp = settings.protocol == Protocol::kUdp;
  const auto one = [&](std::uint64_t bytes, Duration time, const std::string& columns, const char* who) {
    return label(settings, report.client, total.stream, total.sender) + times(Duration{}, time) +
           amount(bytes, rateOf(bytes, time), unit) + columns + "  " + who + '\n';
  };
  DatagramCounts sent;
  if (total.datagrams) sent.packets = total.datagrams->packets;
  const std::string sentColumns = udp ? lossText(sent) : retransmitText(total.retransmits) + "           ";
  const std::string receivedColumns = udp ? (total.datagrams ? lossText(*total.datagrams) : "") : "                ";
  std::string text;
  if (total.sentTime > Duration{}) text += one(total.sentBytes, total.sentTime, sentColumns, "sender");
  if (total.receivedTime > Duration{})
    text += one(total.receivedBytes, total.receivedTime, receivedColumns, "receiver");
  return text;
}

/// Who only receives TCP may never be told of retransmissions.
const char* totalColumns(const ThroughputReport& report) {
  if (report.settings.protocol == Protocol::kUdp) return headerOf(Columns::kUdpReceiver);
  const bool counted = std::ranges::any_of(report.streams, [](const auto& s) { return s.retransmits.has_value(); });
  return counted ? "         Retr" : "";
}

}  // namespace

std::string throughputOpening(const ThroughputReport& report) {
  std::string text;
  for (const StreamTotal& stream : report.streams) {
    text += formatted("[%3d] local %s port %u connected to ", stream.stream, stream.local.address.toString().c_str(),
                      stream.local.port);
    text += formatted("%s port %u\n", stream.peer.address.toString().c_str(), stream.peer.port);
  }
  return text;
}

std::string throughputHeader(const ThroughputSettings& settings, bool client) {
  const bool sender = sends(settings, client);
  return head(settings, headerOf(columnsOf(settings, sender)));
}

std::string throughputLines(const ThroughputSettings& settings, bool client, const ThroughputInterval& interval,
                            RateUnit unit) {
  std::string text;
  bool several = false;
  for (const bool sender : senders(client)) {
    int count = 0;
    for (const StreamInterval& stream : interval.streams) {
      if (stream.sender != sender) continue;
      text += line(settings, client, stream, unit);
      ++count;
    }
    if (count > 1) text += line(settings, client, interval.sum(sender), unit);
    several = several || count > 1;
  }
  return several && interval.begin > Duration{} ? std::string(kRule) + text : text;
}

std::string throughputSummary(const ThroughputReport& report, RateUnit unit, std::string_view title) {
  std::string text = std::string(kRule) + std::string(title) + head(report.settings, totalColumns(report));
  for (const bool sender : senders(report.client)) {
    int count = 0;
    for (const StreamTotal& stream : report.streams) {
      if (stream.sender != sender) continue;
      text += totalLines(report, stream, unit);
      ++count;
    }
    if (count > 1) text += totalLines(report, report.sum(sender), unit);
  }
  return text;
}

std::string throughputText(const ThroughputReport& report, RateUnit unit) {
  std::string text = throughputOpening(report) + throughputHeader(report.settings, report.client);
  for (const ThroughputInterval& interval : report.intervals)
    text += throughputLines(report.settings, report.client, interval, unit);
  return text + throughputSummary(report, unit);
}

}  // namespace synscope
