#include "core/logic/throughput/iperf_server_machine.h"

#include "core/logic/throughput/iperf_error.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kMaxHeldBytes = 65'536;  ///< That came before their time.

std::optional<TimePoint> earlier(std::optional<TimePoint> a, std::optional<TimePoint> b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

}  // namespace

void IperfServerMachine::start(TimePoint now) {
  if (m_started || m_step == IperfStep::kOver) return;
  m_started = true;
  m_now = now;
  enter(IperfStep::kGreeting, m_limits.greeting);
}

void IperfServerMachine::receive(std::span<const std::byte> bytes, TimePoint now) {
  if (!m_started || m_step == IperfStep::kOver) return;
  m_now = now;
  if (m_step != IperfStep::kStreams) m_waiting.progress(now);
  m_inbox.add(bytes);
  readAll();
}

void IperfServerMachine::peerClosed(TimePoint now) {
  if (!m_started || m_step == IperfStep::kOver) return;
  m_now = now;
  if (m_step == IperfStep::kFinish) return end(std::nullopt);
  if (const std::uint32_t number = lastAnswer()) m_actions.emplace_back(IperfSendBytes{iperfServerError(number)});
  end(errorAt(ErrorCode::kThroughputPeerGone));
}

/// What a peer that only half-closed within a message may still read; 0: nothing.
std::uint32_t IperfServerMachine::lastAnswer() const {
  switch (m_step) {
    case IperfStep::kGreeting: return m_inbox.empty() ? 0 : iperfError::kCookieNotReceived;
    case IperfStep::kParameters: return iperfError::kParameters;
    case IperfStep::kResults: return iperfError::kResults;
    default: return 0;
  }
}

void IperfServerMachine::streamProgress(TimePoint now) {
  if (m_step == IperfStep::kStreams) m_waiting.progress(now);
}

void IperfServerMachine::streamsOpened(TimePoint now) {
  if (m_step != IperfStep::kStreams) return;
  m_now = now;
  const auto start = static_cast<std::byte>(IperfState::kTestStart);
  const auto running = static_cast<std::byte>(IperfState::kTestRunning);
  m_actions.emplace_back(IperfStartClock{});
  m_actions.emplace_back(IperfSendBytes{{start, running}});
  m_actions.emplace_back(IperfStartData{});
  m_step = IperfStep::kRun;
  const ThroughputSettings& settings = m_parameters->settings;
  const Duration planned = settings.time > Duration{} ? settings.time : m_limits.maxTime;
  if (planned > Duration{}) m_guard = now + settings.omit + planned + m_limits.guard;
}

void IperfServerMachine::dataMoved(TimePoint now) {
  if (m_step == IperfStep::kRun && m_limits.idle > Duration{}) m_idleEnd = now + m_limits.idle;
}

void IperfServerMachine::dataOver(TimePoint now) {
  if (m_step == IperfStep::kRun) m_guard = earlier(m_guard, now + m_limits.guard);
}

void IperfServerMachine::stop(TimePoint now) {
  if (m_step == IperfStep::kOver) return;
  m_now = now;
  if (m_step != IperfStep::kGreeting) send(IperfState::kServerTerminate);
  end(std::nullopt);
}

void IperfServerMachine::refuse(std::uint32_t number, std::uint32_t osCode, TimePoint now) {
  if (m_step == IperfStep::kOver) return;
  m_now = now;
  m_actions.emplace_back(IperfSendBytes{iperfServerError(number, osCode)});
  Error error = iperfRefusal(number, osCode);
  error.code = ErrorCode::kThroughputRefusing;
  end(std::move(error));
}

void IperfServerMachine::setResults(const IperfResults& results) {
  if (m_step != IperfStep::kOwnResults) return;
  Bytes bytes = frameIperfJson(encodeIperfResults(results));
  bytes.push_back(static_cast<std::byte>(IperfState::kDisplayResults));
  m_actions.emplace_back(IperfSendBytes{std::move(bytes)});
  enter(IperfStep::kFinish, m_limits.finish);
  readAll();
}

void IperfServerMachine::onTime(TimePoint now) {
  const std::optional<TimePoint> deadline = nextDeadline();
  if (!deadline || now < *deadline) return;
  m_now = now;
  overtime();
}

void IperfServerMachine::overtime() {
  switch (m_step) {
    case IperfStep::kGreeting: return refuse(iperfError::kCookieNotReceived);
    case IperfStep::kParameters: return refuse(iperfError::kParameters);
    case IperfStep::kStreams: return refuse(iperfError::kStreamAccept);
    case IperfStep::kRun: return refuse(m_guard == runDeadline() ? iperfError::kGuardTime : iperfError::kNoData);
    case IperfStep::kResults: return refuse(iperfError::kResults);
    case IperfStep::kOwnResults: return refuse(iperfError::kResultsNotSent);
    default: return end(std::nullopt);
  }
}

std::optional<TimePoint> IperfServerMachine::runDeadline() const {
  return earlier(m_guard, m_idleEnd);
}

std::optional<TimePoint> IperfServerMachine::nextDeadline() const {
  if (!m_started || m_step == IperfStep::kOver) return std::nullopt;
  return m_step == IperfStep::kRun ? runDeadline() : m_waiting.deadline();
}

void IperfServerMachine::readAll() {
  while (m_step != IperfStep::kOver && !m_inbox.empty() && readOne()) {
  }
  if (m_step != IperfStep::kResults && m_inbox.size() > kMaxHeldBytes) refuse(iperfError::kUnknownByte);
}

/// True where something was used, so that more may be.
bool IperfServerMachine::readOne() {
  switch (m_step) {
    case IperfStep::kGreeting: return readCookie();
    case IperfStep::kParameters: return readParameters();
    case IperfStep::kResults: return readResults();
    case IperfStep::kOwnResults: return peerLeaves();
    default: return readState();
  }
}

bool IperfServerMachine::readCookie() {
  IperfCookie cookie{};
  if (m_inbox.size() < cookie.size()) return false;
  std::ranges::copy(m_inbox.rest().first(cookie.size()), cookie.begin());
  m_inbox.drop(cookie.size());
  m_cookie = cookie;
  send(IperfState::kParameterExchange);
  enter(IperfStep::kParameters, m_limits.parameters);
  return true;
}

bool IperfServerMachine::readParameters() {
  if (peerLeaves()) return false;
  std::string json;
  const IperfInbox::Frame frame = m_inbox.takeFrame(iperfLimit::kParameterBytes, json);
  if (frame == IperfInbox::Frame::kPartial) return false;
  if (frame == IperfInbox::Frame::kBadLength) return refuse(iperfError::kParameters), false;
  IperfParametersRead read = decodeIperfParameters(json);
  if (!read.parameters) return refuse(read.refusal), false;
  if (m_limits.admits && !m_limits.admits(read.parameters->authToken)) return refuse(iperfError::kAuthorisation), false;
  if (const std::uint32_t number = beyondOurLimits(read.parameters->settings)) return refuse(number), false;
  acceptParameters(*std::move(read.parameters));
  return true;
}

/// No legal length begins with the byte of CLIENT_TERMINATE or IPERF_DONE, which may come in its place.
bool IperfServerMachine::peerLeaves() {
  const std::optional<IperfState> state = iperfState(m_inbox.front());
  if (state != IperfState::kClientTerminate && state != IperfState::kIperfDone) return false;
  end(errorAt(ErrorCode::kThroughputTerminated));
  return true;
}

bool IperfServerMachine::readResults() {
  if (peerLeaves()) return false;
  std::string json;
  const IperfInbox::Frame frame = m_inbox.takeFrame(kIperfServerResultsMax, json);
  if (frame == IperfInbox::Frame::kPartial) return false;
  auto results = frame == IperfInbox::Frame::kWhole ? decodeIperfResults(json, kIperfServerResultsMax) : std::nullopt;
  if (!results) return refuse(iperfError::kResults), false;
  if (!knowsStreams(*results)) return refuse(iperfError::kStreamId), false;
  m_actions.emplace_back(IperfPeerResults{*std::move(results)});
  m_actions.emplace_back(IperfNeedResults{});
  enter(IperfStep::kOwnResults, m_limits.ownResults);
  return true;
}

bool IperfServerMachine::readState() {
  const std::optional<IperfState> state = iperfState(m_inbox.front());
  m_inbox.drop(1);
  state ? take(*state) : refuse(iperfError::kUnknownByte);
  return true;
}

void IperfServerMachine::take(IperfState state) {
  const bool finished = m_step == IperfStep::kFinish;
  switch (state) {
    case IperfState::kTestStart: return;
    case IperfState::kTestEnd: return m_step == IperfStep::kRun ? endOfTest() : refuse(iperfError::kUnknownByte);
    case IperfState::kClientTerminate:
    case IperfState::kIperfDone:
      return end(finished ? std::nullopt : std::optional(errorAt(ErrorCode::kThroughputTerminated)));
    default: return refuse(iperfError::kUnknownByte);
  }
}

void IperfServerMachine::enter(IperfStep step, IperfPatience patience) {
  m_step = step;
  m_waiting.begin(patience, m_now);
}

std::uint32_t IperfServerMachine::beyondOurLimits(const ThroughputSettings& settings) const {
  const auto streams = static_cast<double>(iperfStreams(settings).size());
  const double asked = static_cast<double>(settings.bitsPerSecond.value_or(0)) * streams;
  if (m_limits.maxBitsPerSecond > 0 && asked > static_cast<double>(m_limits.maxBitsPerSecond))
    return iperfError::kRateLimit;
  if (m_limits.maxTime > Duration{} && settings.omit + settings.time > m_limits.maxTime) return iperfError::kTooLong;
  return 0;
}

void IperfServerMachine::acceptParameters(IperfParameters parameters) {
  m_parameters = std::move(parameters);
  m_actions.emplace_back(IperfOpenStreams{*m_parameters, iperfStreams(m_parameters->settings)});
  send(IperfState::kCreateStreams);
  enter(IperfStep::kStreams, m_limits.streams);
}

void IperfServerMachine::endOfTest() {
  m_actions.emplace_back(IperfStopData{});
  send(IperfState::kExchangeResults);
  enter(IperfStep::kResults, m_limits.results);
}

void IperfServerMachine::send(IperfState state) {
  m_actions.emplace_back(IperfSendBytes{{static_cast<std::byte>(state)}});
}

void IperfServerMachine::end(std::optional<Error> error) {
  if (m_step == IperfStep::kOver) return;
  m_actions.emplace_back(IperfEnded{std::move(error)});
  m_step = IperfStep::kOver;
  m_inbox = {};
}

Error IperfServerMachine::errorAt(ErrorCode code) const {
  return {code, "iperf-step." + std::string(name(m_step)), {}, 0};
}

bool IperfServerMachine::knowsStreams(const IperfResults& results) const {
  const std::vector<IperfStreamPlan> ours = iperfStreams(m_parameters->settings);
  return std::ranges::all_of(results.streams, [&](const IperfStreamResult& stream) {
    return std::ranges::find(ours, stream.id, &IperfStreamPlan::id) != ours.end();
  });
}

}  // namespace synscope
