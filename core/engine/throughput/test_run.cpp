#include "core/engine/throughput/test_run.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/data_socket.h"
#include "core/engine/throughput/run_stream.h"
#include "core/engine/throughput/stream_payload.h"

#include <algorithm>
#include <thread>

namespace synscope {
namespace {

constexpr Duration kSampleInterval = std::chrono::milliseconds(100);
constexpr Duration kLongestDrain = std::chrono::seconds(1);

/// Where nobody chose a block length, TCP writes larger pieces: fewer system calls, and the peer cannot tell.
std::uint32_t writeLengthOf(const ThroughputSettings& settings) {
  const std::uint32_t block = settings.blockLength.value_or(iperfLimit::kDefaultTcpBlock);
  const bool tcp = settings.protocol == Protocol::kTcp;
  return tcp && block == iperfLimit::kDefaultTcpBlock ? iperfLimit::kTcpBlock : block;
}

void fillTcp(StreamSample& sample, const TcpInfo& info) {
  sample.rttUs = sample.sender ? info.rttUs : info.receiverRttUs;
  if (!sample.sender) return;
  sample.retransmits = info.totalRetransmits;
  sample.rttVarianceUs = info.rttVarianceUs;
  sample.cwndBytes = congestionWindow(info);
  sample.sendWindowBytes = info.sendWindow;
}

DatagramCounts datagramsOf(const StreamReading& reading) {
  return {reading.counts.packets, reading.counts.lost, reading.counts.outOfOrder, reading.bufferDrops,
          reading.counts.jitter};
}

}  // namespace

TestRun::TestRun(bool client, ThroughputSettings settings, Duration interval, std::shared_ptr<TestReport> report,
                 Handlers handlers)
    : m_client(client),
      m_settings(std::move(settings)),
      m_report(std::move(report)),
      m_handlers(std::move(handlers)),
      m_sending(makeBudget()),
      m_receiving(client ? makeBudget() : nullptr),
      m_payload(streamPayload(writeLengthOf(m_settings), m_settings.repeatingPayload)),
      m_recorder(m_settings, interval) {
  // A server that stopped sending datagrams at the limit would leave a client waiting for those that were lost.
  if (!client && m_settings.protocol == Protocol::kUdp) m_sending.reset();
}

TestRun::~TestRun() {
  close();
}

/// It counts from the end of the omit time.
std::shared_ptr<TransferBudget> TestRun::makeBudget() const {
  const std::uint64_t limit = transferLimit(m_settings);
  if (limit == 0) return nullptr;
  return std::make_shared<TransferBudget>(limit, m_settings.omit == Duration::zero());
}

StreamTask TestRun::taskOf(const IperfStreamPlan& plan) const {
  StreamTask task;
  task.id = plan.id;
  task.sender = plan.clientSends == m_client;
  task.protocol = m_settings.protocol;
  task.blockLength = m_settings.blockLength.value_or(task.blockLength);
  task.writeLength = writeLengthOf(m_settings);
  task.bitsPerSecond = m_settings.bitsPerSecond.value_or(0);
  task.burst = m_settings.burst;
  task.counters64 = m_settings.counters64;
  if (task.sender) task.payload = m_payload;
  task.budget = task.sender ? m_sending : m_receiving;
  if (task.sender && task.budget) {
    const std::uint64_t block = task.protocol == Protocol::kUdp ? 1 : task.writeLength;
    task.ownUnits = task.budget->reserve(block, static_cast<std::uint64_t>(std::max(m_settings.parallel, 1)));
  }
  return task;
}

void TestRun::add(const IperfStreamPlan& plan, UniqueFd fd) {
  auto stream = std::make_unique<RunStream>();
  stream->total.stream = plan.id;
  stream->total.sender = plan.clientSends == m_client;
  stream->total.local = localEndpoint(fd.get()).value_or(IpEndpoint{});
  stream->total.peer = peerEndpoint(fd.get()).value_or(IpEndpoint{});
  if (m_streams.empty() && m_settings.protocol == Protocol::kTcp)
    m_report->change([&](ThroughputReport& report) {
      report.congestion = congestionOf(fd.get());
      report.mss = segmentSizeOf(fd.get());
    });
  stream->worker = makeStreamWorker(std::move(fd), taskOf(plan));
  m_streams.push_back(std::move(stream));
}

void TestRun::startClock(TimePoint now) {
  m_startedAt = now;
  m_omitting = m_settings.omit > Duration::zero();
  m_nextSample = now + kSampleInterval;
  m_recorder.add(sampleAt(now));
  m_report->change(
      [](ThroughputReport& report) { report.processors = static_cast<int>(std::thread::hardware_concurrency()); });
}

void TestRun::startData() {
  m_dataStarted = true;
  const auto tell = [this] {
    QMetaObject::invokeMethod(
        &m_context, [this] { look(); }, Qt::QueuedConnection);
  };
  for (const auto& stream : m_streams)
    if (!stream->worker->task().sender) stream->worker->start(tell);
  for (const auto& stream : m_streams)
    if (stream->worker->task().sender) stream->worker->start(tell);
}

void TestRun::look() {
  if (m_stoppedAt && !m_settled) settle(monotonicNow());
  m_handlers.attention();
}

void TestRun::stopData(TimePoint now) {
  if (m_stoppedAt || !m_startedAt) return;
  m_stoppedAt = now;
  const bool counts =
      !m_client && !m_held && (m_settings.bytes > 0 || m_settings.blocks > 0 || m_settings.protocol == Protocol::kUdp);
  for (const auto& stream : m_streams) {
    if (stream->total.sender || (!m_client && !counts)) stream->worker->askToStop();
    if (!stream->total.sender && counts) stream->worker->askToDrain();
  }
  for (const auto& stream : m_streams)
    if (stream->total.sender || (!m_client && !counts)) stream->worker->join();
  settle(now);
}

/// Everything is counted as soon as no receiver of the server is draining any more.
void TestRun::settle(TimePoint now) {
  const bool drains = !m_client && std::ranges::any_of(m_streams, [](const auto& s) { return s->worker->working(); });
  if (drains && now < *m_stoppedAt + kLongestDrain) return;
  m_settled = true;
  for (const auto& stream : m_streams)
    stream->last = stream->reading();
  if (m_omitting) endOmit(now);
  m_recorder.finish(sampleAt(std::max(*m_stoppedAt, lastData(false))));
  publishLines();
  publishTotals(now);
  if (!m_client && !m_held) close();
}

void TestRun::close() {
  for (const auto& stream : m_streams)
    if (stream->worker) stream->worker->askToStop();
  for (const auto& stream : m_streams) {
    if (!stream->worker) continue;
    stream->worker->join();
    if (!stream->last) stream->last = stream->reading();
    stream->worker.reset();
  }
}

void TestRun::onTime(TimePoint now) {
  if (!m_startedAt) return;
  if (m_stoppedAt) {
    if (!m_settled) settle(now);
    return;
  }
  if (m_omitting && !omitting(now)) return endOmit(now);
  if (now >= m_nextSample) sample(now);
}

std::optional<TimePoint> TestRun::nextDeadline() const {
  if (!m_startedAt || m_settled) return std::nullopt;
  if (m_stoppedAt) return *m_stoppedAt + kLongestDrain;
  return m_omitting ? std::min(m_nextSample, *m_startedAt + m_settings.omit) : m_nextSample;
}

/// What was counted so far stays out of the sums; the samples are taken from here on.
void TestRun::endOmit(TimePoint now) {
  m_omitting = false;
  for (const auto& stream : m_streams)
    stream->base = stream->reading();
  if (m_sending) m_sending->arm();
  if (m_receiving) m_receiving->arm();
  m_nextSample = now;
  if (!m_stoppedAt) sample(now);
}

void TestRun::sample(TimePoint now) {
  m_recorder.add(sampleAt(now));
  publishLines();
  while (m_nextSample <= now)
    m_nextSample += kSampleInterval;
}

ThroughputSample TestRun::sampleAt(TimePoint now) const {
  ThroughputSample sample;
  sample.at = now - *m_startedAt;
  for (const auto& stream : m_streams)
    sample.streams.push_back(sampleOf(*stream, now));
  return sample;
}

StreamSample TestRun::sampleOf(const RunStream& stream, TimePoint now) const {
  const StreamReading reading = stream.reading();
  StreamSample sample;
  sample.stream = stream.total.stream;
  sample.sender = stream.total.sender;
  sample.alive = !stream.worker || (stream.worker->osCode() == 0 && !stream.worker->closedByPeer());
  sample.bytes = reading.counts.bytes;
  sample.cpuAt = (reading.cpu ? reading.cpu->validAt(now) : now) - *m_startedAt;
  if (reading.cpu) sample.cpu = reading.cpu->used.total;
  if (reading.info) fillTcp(sample, *reading.info);
  if (m_settings.protocol == Protocol::kUdp) sample.datagrams = datagramsOf(reading);
  return sample;
}

/// Hands on what the recorder has made of the latest sample.
void TestRun::publishLines() {
  m_report->addLive(m_recorder.takeLive());
  const std::vector<ThroughputInterval> lines = m_recorder.takeNewLines();
  if (lines.empty() && m_recorder.marks().size() == m_marksSeen) return;
  m_marksSeen = m_recorder.marks().size();
  m_report->change([&](ThroughputReport& report) {
    const auto& all = m_recorder.lines();  // Merged ones replace what was there.
    if (all.size() == report.intervals.size() + lines.size())
      report.intervals.insert(report.intervals.end(), lines.begin(), lines.end());
    else
      report.intervals = all;
    report.marks = m_recorder.marks();
  });
  publishTotals(monotonicNow());
  for (const ThroughputInterval& line : lines)
    m_handlers.intervalEnded(line);
}

}  // namespace synscope
