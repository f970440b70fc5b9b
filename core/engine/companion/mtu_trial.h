#pragma once

#include "core/engine/companion/line_channel.h"
#include "core/engine/diagnose/data_connection.h"
#include "core/logic/companion/full_size_search.h"

#include <QTimer>

#include <algorithm>
#include <memory>
#include <optional>

namespace synscope {

/// One connection to a companion on which more than one full segment goes one way. Lives in the net thread.
class MtuTrial : public QObject {
  Q_OBJECT

 public:
  /// What one line of the protocol carries at most; more than one segment of a path with 9,000 bytes.
  static constexpr int kFilling = 40'000;
  /// Several retransmissions (RFC 6298: 200 ms to begin with on Linux, doubled each time).
  static constexpr Duration kLeastWait = std::chrono::milliseconds(1500);

  MtuTrial(IpEndpoint companion, FullSizeTrial trial, Duration timeout, QObject* parent);

  /// Connects; ready() follows. What is agreed on then holds, whatever the path says to other connections later.
  void open();
  /// Sends the data, or has it sent. Precondition: it is ready.
  void start();
  const FullSizeTrial& trial() const { return m_trial; }
  const FullSizeOutcome& outcome() const { return m_outcome; }
  /// How long data on the way is waited for, once the round-trip time is known.
  Duration wait() const { return std::max<Duration>(kLeastWait, 8 * m_roundTrip); }
  const std::optional<CompanionHello>& hello() const { return m_hello; }

 Q_SIGNALS:
  void ready();
  /// The data arrived, or its time is over.
  void ended();
  /// No connection, or not with a companion that can take part.
  void failed(synscope::ErrorCode code);

 private:
  void onConnected();
  void hear(const CompanionMessage& message);
  void onHello(const CompanionHello& hello);
  void onGiven(const CompanionGiven& given);
  void onTimeout();
  void noteOwnSegments();
  void finish(bool arrived);
  void fail(ErrorCode code);
  void leave();

  IpEndpoint m_companion;
  FullSizeTrial m_trial;
  Duration m_timeout;
  DataConnection m_connection;
  std::unique_ptr<LineChannel> m_channel;
  std::optional<CompanionHello> m_hello;
  FullSizeOutcome m_outcome;
  Duration m_roundTrip{};
  QTimer m_limit;
  bool m_started = false;
  bool m_over = false;
};

}  // namespace synscope
