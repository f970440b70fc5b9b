#include "core/engine/diagnose/data_connection.h"

#include "core/engine/diagnose/stream_io.h"
#include "core/engine/reach/native_socket.h"

#include <QSocketNotifier>

#include <algorithm>

namespace synscope {

DataConnection::DataConnection(QObject* parent) : QObject(parent) {}

DataConnection::~DataConnection() {
  close();
}

void DataConnection::open(const IpEndpoint& target, Duration timeout, std::optional<int> maximumSegment) {
  close();
  TcpAttempt::Options options;
  options.timeout = timeout;
  options.maximumSegment = maximumSegment;
  options.keepOpen = true;
  options.askNeighbour = false;
  m_job = new TcpAttempt(target, options, this);
  connect(m_job, &Job::ended, this, &DataConnection::onAttemptEnded);
  m_job->start();
}

void DataConnection::close() {
  delete m_reading;
  m_reading = nullptr;
  if (m_job) {
    disconnect(m_job, nullptr, this, nullptr);
    m_job->cancel();
    m_job->deleteLater();
    m_job.clear();
  }
  if (m_fd) setResetOnClose(m_fd.get());
  m_fd.reset();
}

void DataConnection::onAttemptEnded() {
  m_attempt = m_job->result();
  m_fd.reset(m_job->takeSocket());
  m_job->deleteLater();
  m_job.clear();
  if (m_fd)
    Q_EMIT connected();
  else
    Q_EMIT failed();
}

std::size_t DataConnection::send(std::span<const std::byte> bytes) {
  return writeStream(m_fd.get(), bytes);
}

void DataConnection::watchReading() {
  m_reading = new QSocketNotifier(m_fd.get(), QSocketNotifier::Read, this);
  connect(m_reading, &QSocketNotifier::activated, this, &DataConnection::readable);
}

SendState sendStateOf(qintptr fd) {
  SendState state;
  const auto info = tcpInfo(fd);
  if (!info || !info->unacked) return state;
  state.known = true;
  const bool nothingWaits = info->notSentBytes.value_or(0) == 0;
  state.allAcknowledged = *info->unacked == 0 && nothingWaits;
  state.waitsForWindow = *info->unacked == 0 && !nothingWaits;
  state.retransmits = std::max<std::uint32_t>(info->totalRetransmits.value_or(0), info->retransmits.value_or(0));
  return state;
}

}  // namespace synscope
