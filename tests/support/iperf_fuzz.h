#pragma once

#include "core/logic/throughput/iperf_action.h"
#include "core/logic/throughput/iperf_message.h"
#include "tests/support/fuzz_main.h"

#include <algorithm>
#include <initializer_list>
#include <string>

namespace synscope::fuzz {

/// An input is a script of pieces: a byte under 0xf0 is a length, and so many bytes come from the peer in one segment;
/// 0xf0 streams are open, 0xf1 data is over, 0xf2 our results, 0xf3 the peer closes, 0xf4 stop, others: time passes.
Input script(std::initializer_list<Input> pieces);
Input framed(std::string_view json);
Input results(std::initializer_list<int> ids);
std::vector<Input> resultTexts();
std::vector<Input> parameterTexts();

/// Read, told, and read again is the same.
void checkResults(std::string_view json);
void checkParameters(std::string_view json);

/// Looks at what a machine did: IperfEnded once, and last.
class ActionWatch {
 public:
  void look(const std::vector<IperfAction>& actions) {
    check(actions.size() < 64, "a burst of actions");
    for (const IperfAction& action : actions) {
      check(!m_ended, "an action after the end");
      m_ended = std::holds_alternative<IperfEnded>(action);
      if (const auto* open = std::get_if<IperfOpenStreams>(&action)) check(open->streams.size() <= 256, "streams");
      if (const auto* peer = std::get_if<IperfPeerResults>(&action)) checkResults(encodeIperfResults(peer->results));
    }
  }
  bool ended() const { return m_ended; }

 private:
  bool m_ended = false;
};

template <typename Machine>
void actOn(Machine& machine, std::uint8_t what, TimePoint& now) {
  switch (what) {
    case 0xf0: return machine.streamsOpened(now);
    case 0xf1: return machine.dataOver(now);
    case 0xf2: return machine.setResults({});
    case 0xf3: return machine.peerClosed(now);
    case 0xf4: return machine.stop(now);
    default: now += std::chrono::seconds(what - 0xf4); return machine.onTime(now);
  }
}

/// Plays a script; afterwards time alone must bring the machine to its end, if it is not one that may run for ever.
template <typename Machine>
void play(Machine& machine, const std::uint8_t* data, std::size_t size) {
  TimePoint now{};
  ActionWatch watch;
  machine.start(now);
  for (std::size_t i = 0; i < size;) {
    const std::uint8_t what = data[i++];
    const std::size_t length = std::min<std::size_t>(what, size - i);
    if (what < 0xf0) {
      machine.receive(std::as_bytes(std::span(data + i, length)), now);
      i += length;
    } else {
      actOn(machine, what, now);
    }
    watch.look(machine.take());
  }
  for (int step = 0; step < 32 && !watch.ended(); ++step) {
    const auto deadline = machine.nextDeadline();
    check(deadline.has_value(), "a machine that waits for ever");
    now = std::max(now, *deadline);
    machine.onTime(now);
    watch.look(machine.take());
  }
  check(watch.ended(), "a machine that does not end");
  check(!machine.nextDeadline(), "a deadline after the end");
}

}  // namespace synscope::fuzz
