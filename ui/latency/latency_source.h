#pragma once

#include "core/logic/base/error.h"
#include "core/logic/latency/latency_settings.h"
#include "core/logic/latency/latency_summary.h"

#include <QObject>

#include <memory>
#include <vector>

namespace synscope {

class LatencyRun;
class NetThread;

/// A running measurement as the page sees it; ends once, with ended().
class LatencySource : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  virtual std::vector<LatencySample> drain() = 0;
  virtual std::shared_ptr<const LatencyTable> table() const = 0;
  /// Samples that came too fast to be shown; the numbers count them.
  virtual std::uint64_t dropped() const = 0;
  virtual void stop() = 0;

 Q_SIGNALS:
  void failed(const synscope::Error& error);
  void ended();
};

/// The real one: a LatencyRun in a net thread of its own.
class LiveLatency : public LatencySource {
  Q_OBJECT

 public:
  explicit LiveLatency(const LatencySettings& settings);
  ~LiveLatency() override;

  std::vector<LatencySample> drain() override;
  std::shared_ptr<const LatencyTable> table() const override;
  std::uint64_t dropped() const override;
  void stop() override;

 private:
  std::unique_ptr<NetThread> m_thread;
  LatencyRun* m_run;  ///< In m_thread, which deletes it.
};

}  // namespace synscope
