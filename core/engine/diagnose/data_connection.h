#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/tcp_attempt.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <span>

class QSocketNotifier;

namespace synscope {

/// One TCP connection of a check that sends a little data and watches what becomes of it. Ends with a reset, so that
/// nothing is left behind on either side.
class DataConnection : public QObject {
  Q_OBJECT

 public:
  explicit DataConnection(QObject* parent = nullptr);
  ~DataConnection() override;

  /// Connects; connected() or failed() follows.
  /// @param maximumSegment TCP_MAXSEG in bytes, for both directions; nullopt: what the system chooses.
  void open(const IpEndpoint& target, Duration timeout, std::optional<int> maximumSegment);
  void close();

  const Attempt& attempt() const { return m_attempt; }
  /// Of the handshake: the kernel's measure, which our own load does not lengthen, else the whole attempt.
  Duration roundTrip() const { return m_attempt.kernelRtt.value_or(m_attempt.elapsed); }
  qintptr fd() const { return m_fd.get(); }
  /// Gives the socket away.
  qintptr takeFd() { return m_fd.release(); }

  std::size_t send(std::span<const std::byte> bytes);
  /// Reports readable() while something waits to be read.
  void watchReading();

 Q_SIGNALS:
  void connected();
  void failed();
  void readable();

 private:
  void onAttemptEnded();

  QPointer<TcpAttempt> m_job;
  QSocketNotifier* m_reading = nullptr;
  Attempt m_attempt;
  UniqueFd m_fd;
};

/// What the kernel says about data that was sent: TCP_INFO.
struct SendState {
  bool known = false;
  bool allAcknowledged = false;
  bool waitsForWindow = false;  ///< The peer's window is closed: not sent is not lost.
  std::uint32_t retransmits = 0;
};

SendState sendStateOf(qintptr fd);

}  // namespace synscope
