#include "core/logic/throughput/interval_maths.h"
#include "core/logic/throughput/iperf_datagram.h"
#include "core/logic/throughput/iperf_results.h"
#include "core/logic/throughput/throughput_json.h"
#include "core/logic/throughput/throughput_text.h"
#include "core/logic/throughput/udp_receiver_account.h"
#include "tests/support/fuzz_main.h"

#include <algorithm>
#include <limits>

using namespace synscope;

namespace {

constexpr std::size_t kStreams = 5;

/// An input is a row of datagrams: which stream, how many ms after the one before it came, and its header as the sender
/// wrote it.
constexpr std::size_t kRow = 2 + 16;

fuzz::Input rowOf(std::uint8_t stream, std::uint64_t number, std::uint8_t fill) {
  fuzz::Input row{stream, 10};
  row.insert(row.end(), 8, fill);
  for (int shift = 56; shift >= 0; shift -= 8)
    row.push_back(static_cast<std::uint8_t>(number >> shift & 0xffU));
  return row;
}

ThroughputSample sampleOf(const std::vector<UdpReceiverAccount>& accounts, Duration at) {
  ThroughputSample sample;
  sample.at = at;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    StreamSample stream;
    stream.stream = static_cast<int>(i) + 1;
    stream.sender = false;
    stream.bytes = accounts[i].totalBytes();
    stream.datagrams = accounts[i].total();
    sample.streams.push_back(stream);
  }
  return sample;
}

/// A sum is never less than what its largest part has, and never below nothing.
void checkSum(const DatagramCounts& sum, const std::vector<UdpReceiverAccount>& accounts) {
  for (const UdpReceiverAccount& account : accounts) {
    const DatagramCounts counts = account.total();
    fuzz::check(counts.lost >= 0, "fewer than none lost");
    fuzz::check(sum.lost >= counts.lost, "a sum of the lost below a part of it");
    fuzz::check(sum.packets >= counts.packets, "a sum of packets below a part of it");
    fuzz::check(!counts.jitter || *counts.jitter >= Duration{}, "negative jitter");
  }
  fuzz::check(!sum.jitter || *sum.jitter >= Duration{}, "a negative mean of jitters");
}

ThroughputReport reportOf(const std::vector<UdpReceiverAccount>& accounts, const IntervalRecorder& recorder) {
  ThroughputReport report;
  report.settings.protocol = Protocol::kUdp;
  report.settings.direction = TransferDirection::kDown;
  report.intervals = recorder.lines();
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    StreamTotal total;
    total.stream = static_cast<int>(i) + 1;
    total.sender = false;
    total.receivedBytes = accounts[i].totalBytes();
    total.receivedTime = std::chrono::seconds(1);
    total.datagrams = accounts[i].total();
    report.streams.push_back(total);
  }
  return report;
}

/// What the account tells the peer can be read again.
void checkTold(const std::vector<UdpReceiverAccount>& accounts) {
  IperfResults results;
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    IperfStreamResult& stream = results.streams.emplace_back();
    stream.id = static_cast<int>(i) + 1;
    accounts[i].fill(stream);
  }
  fuzz::check(decodeIperfResults(encodeIperfResults(results), kIperfServerResultsMax).has_value(),
              "results that cannot be read again");
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  std::vector<Input> inputs;
  for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{1} << 32U, kMost / 2, kMost}) {
    Input rows;
    for (std::uint8_t stream = 0; stream < kStreams; ++stream)
      for (const std::uint8_t fill : {std::uint8_t{0}, std::uint8_t{0xff}}) {
        const Input row = rowOf(stream, number - fill % 2, fill);
        rows.insert(rows.end(), row.begin(), row.end());
      }
    inputs.push_back(std::move(rows));
  }
  return inputs;
}

/// Whatever senders write into their headers: no count overflows, alone, in an interval, or in a sum over streams and
/// lines, and the report of it can be told.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool counters64 = data[size - 1] % 2 == 1;
  std::vector<UdpReceiverAccount> accounts(kStreams, UdpReceiverAccount(counters64));
  ThroughputSettings settings;
  settings.protocol = Protocol::kUdp;
  settings.direction = TransferDirection::kDown;
  IntervalRecorder recorder(settings, std::chrono::milliseconds(100));
  Duration now{};
  recorder.add(sampleOf(accounts, now));
  for (std::size_t at = 0; at + kRow <= size; at += kRow) {
    now += std::chrono::milliseconds(data[at + 1]);
    UdpReceiverAccount& account = accounts[data[at] % kStreams];
    account.datagram(std::as_bytes(std::span(data + at + 2, kRow - 2)), TimePoint(now));
    if (data[at] % 16 == 15) account.endOmit();
    if (data[at] % 8 == 7) account.bufferDrops(data[at + 1]);
    recorder.add(sampleOf(accounts, now));
  }
  recorder.finish(sampleOf(accounts, now + std::chrono::milliseconds(1)));
  const ThroughputReport report = reportOf(accounts, recorder);
  const StreamTotal sum = report.sum(false);
  fuzz::check(sum.datagrams.has_value(), "a sum without counts");
  checkSum(*sum.datagrams, accounts);
  for (const ThroughputInterval& line : report.intervals)
    fuzz::check(line.sum(false).datagrams.has_value(), "a line without counts");
  if (data[size - 1] % 32 == 1) {  // It takes long.
    fuzz::check(!throughputText(report).empty() && !throughputJson(report).empty(), "a report that cannot be told");
    checkTold(accounts);
  }
  return 0;
}
