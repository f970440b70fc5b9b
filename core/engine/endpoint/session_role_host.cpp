#include "core/engine/endpoint/session_role_host.h"

#include "core/engine/base/clock.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kTellInterval = std::chrono::seconds(1);

}  // namespace

SessionRoleHost::SessionRoleHost(const EndpointSettings& settings, SessionTable& table, QObject* parent)
    : QObject(parent), m_table(table), m_timer(this), m_file(QString::fromStdString(settings.roleFile)) {
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &SessionRoleHost::timeIsUp);
}

void SessionRoleHost::noteForwardFailed() {
  if (m_targets.size() > 1) std::rotate(m_targets.begin(), m_targets.begin() + 1, m_targets.end());
}

void SessionRoleHost::send(ConnectionId to, std::span<const std::byte> bytes) {
  if (m_transport == nullptr || m_transport->send(to, bytes)) return;
  const TimePoint now = monotonicNow();
  if (m_notAcceptedAt && now - *m_notAcceptedAt < kTellInterval) return;
  m_notAcceptedAt = now;
  Q_EMIT notAccepted(to);
}

std::size_t SessionRoleHost::queued(ConnectionId connection) const {
  return m_transport == nullptr ? 0 : m_transport->queued(connection);
}

void SessionRoleHost::pauseReading(ConnectionId connection, bool paused) {
  if (m_transport != nullptr) m_transport->pauseReading(connection, paused);
}

void SessionRoleHost::close(ConnectionId connection, CloseMode mode) {
  if (m_transport != nullptr) m_transport->close(connection, mode);
}

ConnectionId SessionRoleHost::connectOut(ConnectionId) {
  return m_transport == nullptr || m_targets.empty() ? 0 : m_transport->connectOut(m_targets.front());
}

void SessionRoleHost::setPartner(ConnectionId connection, ConnectionId partner) {
  SessionTable::Entry* entry = m_table.find(connection);
  if (entry == nullptr) return;
  entry->row.partner = partner;
  m_table.touch(*entry);
}

void SessionRoleHost::wakeAt(TimePoint at) {
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(at - monotonicNow());
  m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

TimePoint SessionRoleHost::now() const {
  return monotonicNow();
}

std::string SessionRoleHost::daytime() const {
  const QDateTime now = QDateTime::currentDateTime();
  const QString text = QLocale::c().toString(now, QStringLiteral("dddd, MMMM d, yyyy HH:mm:ss"));
  return (text + u'-' + now.timeZoneAbbreviation()).toStdString();
}

std::string SessionRoleHost::date() const {
  return QDate::currentDate().toString(Qt::ISODate).toStdString();
}

std::string SessionRoleHost::time() const {
  return QTime::currentTime().toString(Qt::ISODate).toStdString();
}

std::vector<std::byte> SessionRoleHost::readFile(std::uint64_t offset, std::size_t most) {
  if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly)) return {};
  if (!m_file.seek(static_cast<qint64>(offset))) return {};
  std::vector<std::byte> bytes(most);
  const qint64 got = m_file.read(reinterpret_cast<char*>(bytes.data()), static_cast<qint64>(most));
  bytes.resize(static_cast<std::size_t>(std::max<qint64>(got, 0)));
  return bytes;
}

}  // namespace synscope
