#pragma once

#include "core/engine/throughput/throughput_client.h"
#include "core/engine/throughput/throughput_server.h"
#include "ui/throughput/throughput_draft.h"

#include <QObject>

#include <atomic>
#include <memory>
#include <vector>

namespace synscope {

class NetThread;

/// A running test as the page sees it; ends once, with ended().
class ThroughputSource : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  virtual std::shared_ptr<const ThroughputReport> report() const = 0;
  /// Intervals for the plots since the last call.
  virtual std::vector<ThroughputInterval> drain() = 0;
  /// Round trips beside the test since the last call.
  virtual std::vector<LoadSample> drainLatency() = 0;
  virtual void stop() = 0;

 Q_SIGNALS:
  void phaseChanged(synscope::ThroughputClient::Phase phase);
  void serverBusy(synscope::Duration wait);
  void ended();
};

/// The real one, made and run in a net thread of its own.
class LiveThroughput : public ThroughputSource {
  Q_OBJECT

 public:
  explicit LiveThroughput(const ThroughputOrder& order);
  ~LiveThroughput() override;

  std::shared_ptr<const ThroughputReport> report() const override;
  std::vector<ThroughputInterval> drain() override;
  std::vector<LoadSample> drainLatency() override;
  void stop() override;

 private:
  std::atomic<ThroughputClient*> m_client = nullptr;  ///< In m_thread, which deletes it with m_nest.
  QObject* m_nest;                                    ///< Its parent, likewise.
  std::unique_ptr<NetThread> m_thread;                ///< Goes first: then nothing calls back.
};

/// This machine as a server, as the page sees it; ends once, with ended().
class ThroughputServing : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  /// Running tests, then those that ended, newest first.
  virtual std::vector<std::shared_ptr<const ThroughputReport>> reports() const = 0;
  virtual void stop() = 0;

 Q_SIGNALS:
  void listening(const synscope::IpEndpoint& local);
  void refused(const synscope::IpEndpoint& client);
  void failed(const synscope::Error& error);
  void ended();
};

/// The real one, made and run in a net thread of its own.
class LiveThroughputServer : public ThroughputServing {
  Q_OBJECT

 public:
  explicit LiveThroughputServer(const ThroughputServerSettings& settings);
  ~LiveThroughputServer() override;

  std::vector<std::shared_ptr<const ThroughputReport>> reports() const override;
  void stop() override;

 private:
  std::atomic<ThroughputServer*> m_server = nullptr;  ///< In m_thread, which deletes it with m_nest.
  QObject* m_nest;                                    ///< Its parent, likewise.
  std::unique_ptr<NetThread> m_thread;                ///< Goes first: then nothing calls back.
};

}  // namespace synscope
