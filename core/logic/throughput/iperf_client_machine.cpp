#include "core/logic/throughput/iperf_client_machine.h"

#include "core/logic/throughput/iperf_error.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kMaxHeldBytes = 65'536;  ///< That came before its time.

}  // namespace

IperfClientMachine::IperfClientMachine(const ThroughputSettings& settings, const IperfCookie& cookie,
                                       std::string clientVersion, const IperfClientPatience& patience)
    : m_settings(inIperfTerms(settings)),
      m_cookie(cookie),
      m_clientVersion(std::move(clientVersion)),
      m_patience(patience) {}

void IperfClientMachine::start(TimePoint now) {
  if (m_started || m_step == IperfStep::kOver) return;
  m_started = true;
  m_now = now;
  if (const std::optional<Error> error = outOfIperfRange(m_settings)) return end(error);
  m_actions.emplace_back(IperfSendBytes{Bytes(m_cookie.begin(), m_cookie.end())});
  enter(IperfStep::kGreeting, m_patience.greeting);
}

void IperfClientMachine::receive(std::span<const std::byte> bytes, TimePoint now) {
  if (!m_started || m_step == IperfStep::kOver) return;
  m_now = now;
  m_waiting.progress(now);
  m_inbox.add(bytes);
  readAll();
}

void IperfClientMachine::peerClosed(TimePoint now) {
  if (!m_started || m_step == IperfStep::kOver) return;
  m_now = now;
  if (m_step == IperfStep::kRefused) return (void)readRefusal(true);
  if (m_step == IperfStep::kFinish) return end(std::nullopt);
  end(errorAt(ErrorCode::kThroughputPeerGone));
}

void IperfClientMachine::onTime(TimePoint now) {
  if (!m_started || m_step == IperfStep::kOver) return;
  m_now = now;
  if (m_step == IperfStep::kRun && m_clockEnd && now >= *m_clockEnd) return endTest();
  if (!m_waiting.over(now)) return;
  if (m_step == IperfStep::kRefused) return (void)readRefusal(true);
  if (m_step == IperfStep::kFinish) return finish();
  const Error silent = errorAt(ErrorCode::kThroughputSilent);
  leave();
  end(silent);
}

void IperfClientMachine::streamsOpened(TimePoint now) {
  if (m_step != IperfStep::kStreams || m_streamsOpen) return;
  m_now = now;
  m_streamsOpen = true;
  enter(IperfStep::kStreams, m_patience.start);
  readAll();
}

void IperfClientMachine::dataOver(TimePoint now) {
  if (m_step != IperfStep::kRun) return;
  m_now = now;
  endTest();
}

void IperfClientMachine::stop(TimePoint now) {
  if (m_step == IperfStep::kOver) return;
  m_now = now;
  leave();
  end(std::nullopt);
}

void IperfClientMachine::fail(Error error, TimePoint now) {
  if (m_step == IperfStep::kOver) return;
  m_now = now;
  leave();
  end(std::move(error));
}

void IperfClientMachine::setResults(const IperfResults& results) {
  if (m_step != IperfStep::kOwnResults) return;
  m_actions.emplace_back(IperfSendBytes{frameIperfJson(encodeIperfResults(results))});
  enter(IperfStep::kResults, m_patience.results);
  readAll();
}

std::optional<TimePoint> IperfClientMachine::nextDeadline() const {
  if (!m_started || m_step == IperfStep::kOver) return std::nullopt;
  return m_step == IperfStep::kRun ? m_clockEnd : m_waiting.deadline();
}

void IperfClientMachine::readAll() {
  while (m_step != IperfStep::kOver && !m_inbox.empty() && readOne()) {
  }
  if (m_step != IperfStep::kResults && m_inbox.size() > kMaxHeldBytes) protocolError();
}

/// True where something was used, so that more may be.
bool IperfClientMachine::readOne() {
  switch (m_step) {
    case IperfStep::kRefused: return readRefusal(false);
    case IperfStep::kResults: return readResults();
    default: return readState();
  }
}

bool IperfClientMachine::readState() {
  const std::optional<IperfState> state = iperfState(m_inbox.front());
  if (comesEarly(state)) return false;
  m_inbox.drop(1);
  state ? take(*state) : protocolError();
  return true;
}

/// TEST_START before this end knows that its streams are open, and results before ours went out, wait.
bool IperfClientMachine::comesEarly(std::optional<IperfState> state) const {
  if (m_step == IperfStep::kStreams) return !m_streamsOpen && state == IperfState::kTestStart;
  if (m_step != IperfStep::kOwnResults) return false;
  return state != IperfState::kServerError && state != IperfState::kServerTerminate;
}

/// No legal length begins with the byte of SERVER_ERROR or SERVER_TERMINATE, which may come in its place.
bool IperfClientMachine::readResults() {
  const std::optional<IperfState> state = iperfState(m_inbox.front());
  if (state == IperfState::kServerError || state == IperfState::kServerTerminate) return readState();
  std::string json;
  const IperfInbox::Frame frame = m_inbox.takeFrame(kIperfClientResultsMax, json);
  if (frame == IperfInbox::Frame::kPartial) return false;
  auto results = frame == IperfInbox::Frame::kWhole ? decodeIperfResults(json, kIperfClientResultsMax) : std::nullopt;
  if (!results || !knowsStreams(*results)) {
    protocolError();
    return false;
  }
  m_actions.emplace_back(IperfPeerResults{*std::move(results)});
  enter(IperfStep::kFinish, m_patience.finish);
  return true;
}

/// Servers send two words, one, or none before they close.
bool IperfClientMachine::readRefusal(bool noMoreComes) {
  if (m_inbox.size() < 8 && !noMoreComes) return false;
  ByteReader reader(m_inbox.rest());
  const std::uint32_t number = reader.u32();
  const bool told = reader.ok();
  Error error = iperfRefusal(number, reader.u32());
  if (!told) error.subject.clear();
  end(std::move(error));
  return false;
}

void IperfClientMachine::take(IperfState state) {
  switch (state) {
    case IperfState::kServerError: return enter(IperfStep::kRefused, m_patience.refusal);
    case IperfState::kAccessDenied: return refused();
    case IperfState::kServerTerminate: return peerTerminated();
    default:
      if (!advance(state)) protocolError();
  }
}

bool IperfClientMachine::advance(IperfState state) {
  const auto comes = [&](IperfStep step, IperfState expected) { return m_step == step && state == expected; };
  if (comes(IperfStep::kGreeting, IperfState::kParameterExchange)) return sendParameters(), true;
  if (comes(IperfStep::kParameters, IperfState::kCreateStreams)) return openStreams(), true;
  if (comes(IperfStep::kStreams, IperfState::kTestStart)) return startClock(), true;
  if (comes(IperfStep::kStart, IperfState::kTestRunning)) return startData(), true;
  if (comes(IperfStep::kRun, IperfState::kExchangeResults)) return stopData(), askForResults(), true;
  if (comes(IperfStep::kEnd, IperfState::kExchangeResults)) return askForResults(), true;
  if (comes(IperfStep::kFinish, IperfState::kDisplayResults)) return finish(), true;
  return false;
}

void IperfClientMachine::enter(IperfStep step, IperfPatience patience) {
  m_step = step;
  m_waiting.begin(patience, m_now);
}

void IperfClientMachine::sendParameters() {
  const std::string token = m_tokenSource ? m_tokenSource() : std::string();
  m_actions.emplace_back(IperfSendBytes{frameIperfJson(encodeIperfParameters(m_settings, m_clientVersion, token))});
  enter(IperfStep::kParameters, m_patience.parameters);
}

void IperfClientMachine::openStreams() {
  m_actions.emplace_back(IperfOpenStreams{{m_settings, m_clientVersion, {}}, iperfStreams(m_settings)});
  enter(IperfStep::kStreams, m_patience.streams);
}

void IperfClientMachine::startClock() {
  m_actions.emplace_back(IperfStartClock{});
  if (m_settings.time > Duration{}) m_clockEnd = m_now + m_settings.omit + m_settings.time;
  enter(IperfStep::kStart, m_patience.start);
}

void IperfClientMachine::startData() {
  m_actions.emplace_back(IperfStartData{});
  m_step = IperfStep::kRun;
  m_waiting.forEver();
}

void IperfClientMachine::stopData() {
  m_actions.emplace_back(IperfStopData{});
}

void IperfClientMachine::endTest() {
  stopData();
  send(IperfState::kTestEnd);
  enter(IperfStep::kEnd, m_patience.end);
}

void IperfClientMachine::askForResults() {
  m_actions.emplace_back(IperfNeedResults{});
  enter(IperfStep::kOwnResults, m_patience.ownResults);
}

void IperfClientMachine::finish() {
  send(IperfState::kIperfDone);
  end(std::nullopt);
}

void IperfClientMachine::refused() {
  m_step < IperfStep::kStart ? end(Error{ErrorCode::kThroughputBusy, {}, {}, 0}) : protocolError();
}

void IperfClientMachine::peerTerminated() {
  const Error error = errorAt(ErrorCode::kThroughputTerminated);
  send(IperfState::kIperfDone);
  end(error);
}

void IperfClientMachine::send(IperfState state) {
  m_actions.emplace_back(IperfSendBytes{{static_cast<std::byte>(state)}});
}

/// Frees the server at once, where it reads single bytes.
void IperfClientMachine::leave() {
  using enum IperfStep;
  const auto reads = {kParameters, kStreams, kStart, kRun, kEnd, kFinish};
  if (std::ranges::find(reads, m_step) != reads.end()) send(IperfState::kClientTerminate);
}

void IperfClientMachine::protocolError() {
  const Error error = errorAt(ErrorCode::kThroughputProtocol);
  send(IperfState::kIperfDone);
  end(error);
}

void IperfClientMachine::end(std::optional<Error> error) {
  m_actions.emplace_back(IperfEnded{std::move(error)});
  m_step = IperfStep::kOver;
  m_inbox = {};
}

Error IperfClientMachine::errorAt(ErrorCode code) const {
  return {code, "iperf-step." + std::string(name(m_step)), {}, 0};
}

bool IperfClientMachine::knowsStreams(const IperfResults& results) const {
  const std::vector<IperfStreamPlan> ours = iperfStreams(m_settings);
  return std::ranges::all_of(results.streams, [&](const IperfStreamResult& stream) {
    return std::ranges::find(ours, stream.id, &IperfStreamPlan::id) != ours.end();
  });
}

}  // namespace synscope
