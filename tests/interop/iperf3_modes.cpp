#include "tests/interop/iperf3_modes.h"

namespace synscope::test {
namespace {

using S = ThroughputSettings;
using std::chrono::seconds;

constexpr auto kUp = TransferDirection::kUp, kDown = TransferDirection::kDown, kBoth = TransferDirection::kBoth;

template <typename... Changes>
S with(S settings, Changes... changes) {
  (changes(settings), ...);
  return settings;
}

S tcp(TransferDirection direction) {
  S settings;
  settings.direction = direction;
  return settings;
}

/// Datagrams of 1000 bytes.
S udp(TransferDirection direction, std::uint64_t rate) {
  S settings = tcp(direction);
  settings.protocol = Protocol::kUdp;
  settings.bitsPerSecond = rate;
  settings.blockLength = 1000;
  return settings;
}

auto forSeconds(int count) {
  return [=](S& s) { s.time = seconds(count); };
}
auto bytes(std::uint64_t mebibytes) {
  return [=](S& s) { s.bytes = mebibytes << 20U; };
}
auto blocks(std::uint64_t count, std::uint32_t length) {
  return [=](S& s) { s.blocks = count, s.blockLength = length; };
}
auto streams(int count) {
  return [=](S& s) { s.parallel = count; };
}
auto rate(std::uint64_t bitsPerSecond) {
  return [=](S& s) { s.bitsPerSecond = bitsPerSecond; };
}
auto omit() {
  return [](S& s) { s.omit = seconds(1); };
}

std::vector<Iperf3Mode> tcpModes() {
  const auto sockets = [](S& s) {
    s.window = 256 << 10, s.mss = 1000, s.noDelay = true, s.congestion = "reno", s.tos = 32;
  };
  const auto burst = [](S& s) { s.burst = 10, s.blockLength = 10240; };
  const auto paced = [](S& s) { s.pacing = 80'000'000; };
  const auto told = [](S& s) { s.serverOutput = true; };
  const auto named = [](S& s) { s.repeatingPayload = true, s.title = "hello", s.extraData = "more"; };
  return {
      {"tcp, 1 s", "-t 1", with(tcp(kUp), forSeconds(1))},
      {"tcp, bytes", "-n 20M", with(tcp(kUp), bytes(20))},
      {"tcp, down, bytes", "-R -n 20M", with(tcp(kDown), bytes(20))},
      {"tcp, both", "--bidir -t 1", with(tcp(kBoth), forSeconds(1))},
      {"tcp, both, bytes", "--bidir -b 80M -n 4M", with(tcp(kBoth), rate(80'000'000), bytes(4)), 80e6},
      {"tcp, 4 streams", "-P 4 -n 200M", with(tcp(kUp), streams(4), bytes(200))},
      {"tcp, down, 4 streams", "-P 4 -R -t 1", with(tcp(kDown), streams(4), forSeconds(1))},
      {"tcp, both, 4 streams", "-P 4 --bidir -t 1", with(tcp(kBoth), streams(4), forSeconds(1))},
      {"tcp, blocks", "-k 100 -l 64K", with(tcp(kUp), blocks(100, 65536))},
      {"tcp, down, blocks", "-R -k 100 -l 64K", with(tcp(kDown), blocks(100, 65536))},
      {"tcp, omit", "-O 1 -t 1", with(tcp(kUp), omit(), forSeconds(1))},
      {"tcp, down, omit", "-R -O 1 -t 1", with(tcp(kDown), omit(), forSeconds(1))},
      {"tcp, both, omit", "--bidir -O 1 -t 1", with(tcp(kBoth), omit(), forSeconds(1))},
      {"tcp, rate", "-b 80M -n 4M", with(tcp(kUp), rate(80'000'000), bytes(4)), 80e6},
      {"tcp, down, rate", "-R -b 80M -n 4M", with(tcp(kDown), rate(80'000'000), bytes(4)), 80e6},
      {"tcp, both, rate", "--bidir -b 80M -t 1", with(tcp(kBoth), rate(80'000'000), forSeconds(1)), 80e6},
      {"tcp, rate of each stream", "-P 2 -b 40M -t 1", with(tcp(kUp), streams(2), rate(40'000'000), forSeconds(1)),
       80e6},
      {"tcp, rate and burst", "-b 80M/10 -l 10K -n 4M", with(tcp(kUp), rate(80'000'000), burst, bytes(4)), 80e6},
      {"tcp, paced by the kernel", "--fq-rate 80M -t 1", with(tcp(kUp), paced, forSeconds(1)), 80e6},
      {"tcp, down, paced by the kernel", "-R --fq-rate 80M -t 1", with(tcp(kDown), paced, forSeconds(1)), 80e6},
      {"tcp, window, mss, nodelay, congestion, tos", "-w 256K -M 1000 -N -C reno -S 32 -n 5M",
       with(tcp(kUp), sockets, bytes(5))},
      {"tcp, down, window, mss, nodelay, congestion, tos", "-R -w 256K -M 1000 -N -C reno -S 32 -n 5M",
       with(tcp(kDown), sockets, bytes(5))},
      {"tcp, dscp", "--dscp ef -n 5M",
       with(
           tcp(kUp), [](S& s) { s.tos = 46 << 2; }, bytes(5))},
      {"tcp, server output", "--get-server-output -n 5M", with(tcp(kUp), told, bytes(5))},
      {"tcp, down, server output", "-R --get-server-output -n 5M", with(tcp(kDown), told, bytes(5))},
      {"tcp, repeating payload, title", "--repeating-payload -T hello --extra-data more -n 5M",
       with(tcp(kUp), named, bytes(5))},
      {"tcp, down, without copying", "-R -Z -n 5M",
       with(
           tcp(kDown), [](S& s) { s.zeroCopy = true; }, bytes(5))},
      {"tcp, bound", "-B 127.0.0.2 -n 5M", with(tcp(kUp), bytes(5)), 0, false, "127.0.0.2"},
      {"tcp, ipv6", "-6 -n 5M", with(tcp(kUp), bytes(5)), 0, true},
      {"tcp, ipv6, down", "-6 -R -n 5M", with(tcp(kDown), bytes(5)), 0, true},
      {"tcp, ipv6, both, 2 streams", "-6 --bidir -P 2 -t 1", with(tcp(kBoth), streams(2), forSeconds(1)), 0, true},
      {"tcp, ipv6, flow label, dscp", "-6 -L 77 --dscp af21 -n 5M",
       with(
           tcp(kUp), [](S& s) { s.flowLabel = 77, s.tos = 18 << 2; }, bytes(5)),
       0, true},
  };
}

std::vector<Iperf3Mode> udpModes() {
  const auto wide = [](S& s) { s.counters64 = true; };
  const auto told = [](S& s) { s.serverOutput = true; };
  const auto usual = [](S& s) { s.bitsPerSecond.reset(), s.blockLength.reset(); };
  return {
      {"udp, 1 s", "-u -b 8M -l 1000 -t 1", with(udp(kUp, 8'000'000), forSeconds(1)), 8e6},
      {"udp, bytes", "-u -b 40M -l 1000 -n 1M", with(udp(kUp, 40'000'000), bytes(1)), 40e6},
      {"udp, down", "-u -R -b 40M -l 1000 -n 1M", with(udp(kDown, 40'000'000), bytes(1)), 40e6},
      {"udp, both", "-u --bidir -b 8M -l 1000 -t 1", with(udp(kBoth, 8'000'000), forSeconds(1)), 8e6},
      {"udp, both, bytes", "-u --bidir -b 40M -l 1000 -n 1M", with(udp(kBoth, 40'000'000), bytes(1)), 40e6},
      {"udp, blocks", "-u -b 40M -k 800 -l 1000", with(udp(kUp, 40'000'000), blocks(800, 1000)), 40e6},
      {"udp, down, blocks", "-u -R -b 40M -k 800 -l 1000", with(udp(kDown, 40'000'000), blocks(800, 1000)), 40e6},
      {"udp, 4 streams", "-u -P 4 -b 8M -l 1000 -k 800", with(udp(kUp, 8'000'000), streams(4), blocks(800, 1000)),
       32e6},
      {"udp, down, 4 streams", "-u -R -P 4 -b 8M -l 1000 -t 1", with(udp(kDown, 8'000'000), streams(4), forSeconds(1)),
       32e6},
      {"udp, both, 4 streams", "-u --bidir -P 4 -b 8M -l 1000 -t 1",
       with(udp(kBoth, 8'000'000), streams(4), forSeconds(1)), 32e6},
      {"udp, omit", "-u -O 1 -b 8M -l 1000 -t 1", with(udp(kUp, 8'000'000), omit(), forSeconds(1)), 8e6},
      {"udp, down, omit", "-u -R -O 1 -b 8M -l 1000 -t 1", with(udp(kDown, 8'000'000), omit(), forSeconds(1)), 8e6},
      {"udp, rate and burst", "-u -b 40M/20 -l 1000 -n 1M",
       with(
           udp(kUp, 40'000'000), [](S& s) { s.burst = 20; }, bytes(1)),
       40e6},
      {"udp, no rate", "-u -b 0 -l 1000 -t 1", with(udp(kUp, 0), forSeconds(1))},
      {"udp, counters of 64 bits", "-u --udp-counters-64bit -b 40M -l 1000 -n 1M",
       with(udp(kUp, 40'000'000), wide, bytes(1)), 40e6},
      {"udp, down, counters of 64 bits", "-u -R --udp-counters-64bit -b 40M -l 1000 -n 1M",
       with(udp(kDown, 40'000'000), wide, bytes(1)), 40e6},
      {"udp, both, counters of 64 bits", "-u --bidir --udp-counters-64bit -b 8M -l 1000 -t 1",
       with(udp(kBoth, 8'000'000), wide, forSeconds(1)), 8e6},
      {"udp, usual length and rate", "-u -t 1", with(udp(kUp, 0), usual, forSeconds(1))},
      {"udp, window, dscp", "-u -w 100K --dscp cs1 -b 40M -l 1000 -n 1M",
       with(
           udp(kUp, 40'000'000), [](S& s) { s.window = 100 << 10, s.tos = 8 << 2; }, bytes(1)),
       40e6},
      {"udp, don't fragment", "-u --dont-fragment -b 40M -l 1000 -n 1M",
       with(
           udp(kUp, 40'000'000), [](S& s) { s.dontFragment = true; }, bytes(1)),
       40e6},
      {"udp, server output", "-u --get-server-output -b 40M -l 1000 -n 1M", with(udp(kUp, 40'000'000), told, bytes(1)),
       40e6},
      {"udp, ipv6, tos, don't fragment", "-6 -u --dont-fragment -S 32 -b 40M -l 1000 -n 1M",
       with(
           udp(kUp, 40'000'000), [](S& s) { s.tos = 32, s.dontFragment = true; }, bytes(1)),
       40e6, true},
      {"udp, ipv6, down", "-6 -u -R -b 40M -l 1000 -n 1M", with(udp(kDown, 40'000'000), bytes(1)), 40e6, true},
      {"udp, ipv6, both, 2 streams", "-6 -u --bidir -P 2 -b 8M -l 1000 -t 1",
       with(udp(kBoth, 8'000'000), streams(2), forSeconds(1)), 16e6, true},
  };
}

}  // namespace

const std::vector<Iperf3Mode>& iperf3Modes() {
  static const std::vector<Iperf3Mode> kModes = [] {
    std::vector<Iperf3Mode> modes = tcpModes();
    for (Iperf3Mode& mode : udpModes())
      modes.push_back(std::move(mode));
    return modes;
  }();
  return kModes;
}

}  // namespace synscope::test
