#pragma once

#include "core/engine/throughput/run_stream.h"
#include "core/engine/throughput/stream_worker.h"
#include "core/engine/throughput/test_report.h"
#include "core/logic/throughput/interval_maths.h"
#include "core/logic/throughput/iperf_parameters.h"
#include "core/logic/throughput/iperf_results.h"

#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace synscope {

/// The data phase of one test at one end: its streams, the samples taken of them, and what comes of it in the report.
/// Of the net thread; the streams have threads of their own, which the destructor ends.
class TestRun {
 public:
  struct Handlers {
    std::function<void(const ThroughputInterval&)> intervalEnded;
    /// A stream has spent the budget, was closed, failed, or is drained: look again. Comes from the event loop.
    std::function<void()> attention;
  };

  /// @param settings In iperf3's terms. @param interval Of the report, 0: none but the sum.
  TestRun(bool client, ThroughputSettings settings, Duration interval, std::shared_ptr<TestReport> report,
          Handlers handlers);
  ~TestRun();

  /// A stream is open; in the order of the plan.
  void add(const IperfStreamPlan& plan, UniqueFd fd);
  std::size_t size() const { return m_streams.size(); }
  const ThroughputSettings& settings() const { return m_settings; }
  void startClock(TimePoint now);
  void startData();
  /// Nothing more is sent. The client's receivers go on reading, uncounted; the server's count what is queued.
  void stopData(TimePoint now);
  /// What comes after stopData() stays unread and uncounted, and the streams stay open until close().
  void hold() { m_held = true; }
  /// Whether everything is counted; if not, attention follows.
  bool settled() const { return m_settled; }
  /// Ends all threads and closes all streams.
  void close();

  void onTime(TimePoint now);
  std::optional<TimePoint> nextDeadline() const;

  bool started() const { return m_startedAt.has_value(); }
  TimePoint startedAt() const { return m_startedAt.value_or(TimePoint{}); }
  bool omitting(TimePoint now) const { return m_startedAt && now < *m_startedAt + m_settings.omit; }
  /// What the test was limited to in bytes or blocks is done, in either direction, and acknowledged where we sent.
  bool limitReached() const;
  /// Everything we were to send is given to the kernel, not all of it acknowledged.
  bool limitGranted() const { return m_sending && m_sending->spent(); }
  /// All streams have ended before their time; errno of one of them, or 0 where they were closed.
  std::optional<int> allDead() const;
  /// When bytes moved last in that direction; the epoch: never.
  TimePoint lastData(bool sender) const;
  bool receives() const;
  std::uint64_t receivedBytes() const;  ///< Since the beginning.

  IperfResults results() const;
  void takePeerResults(const IperfResults& results);

 private:
  /// Of one thread, in percent of one core; nullopt where the system does not tell.
  struct CpuLoad {
    std::optional<double> total, user;
  };

  std::shared_ptr<TransferBudget> makeBudget() const;
  StreamTask taskOf(const IperfStreamPlan& plan) const;
  void settle(TimePoint now);
  void endOmit(TimePoint now);
  void sample(TimePoint now);
  ThroughputSample sampleAt(TimePoint now) const;
  StreamSample sampleOf(const RunStream& stream, TimePoint now) const;
  void publishLines();
  void publishTotals(TimePoint now);
  StreamTotal totalOf(const RunStream& stream, TimePoint now) const;
  CpuLoad loadOf(const RunStream& stream, TimePoint now) const;
  Duration measured(const RunStream& stream, TimePoint now) const;
  void look();

  const bool m_client;
  const ThroughputSettings m_settings;
  const std::shared_ptr<TestReport> m_report;
  Handlers m_handlers;
  QObject m_context;  ///< Receives what the streams' threads tell.
  std::shared_ptr<TransferBudget> m_sending, m_receiving;
  std::vector<std::unique_ptr<RunStream>> m_streams;
  const std::shared_ptr<const std::vector<std::byte>> m_payload;
  IntervalRecorder m_recorder;
  std::optional<TimePoint> m_startedAt, m_stoppedAt;
  TimePoint m_nextSample;
  std::size_t m_marksSeen = 0;
  bool m_dataStarted = false, m_omitting = false, m_settled = false, m_held = false;
  std::optional<IperfResults> m_peer;
};

}  // namespace synscope
