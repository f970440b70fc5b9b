#include "tests/logic/endpoint/role_play.h"

#include "core/logic/base/display_text.h"

#include <algorithm>
#include <cmath>

namespace synscope::test {
namespace {

constexpr std::size_t kShownBytes = 200;

QString shown(std::span<const std::byte> bytes) {
  if (bytes.size() > kShownBytes) return QStringLiteral("(%1 bytes)").arg(bytes.size());
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  return QString::fromStdString(sanitizeForDisplay(text));
}

QString text(std::string_view word) {
  return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

}  // namespace

RolePlay::RolePlay(EndpointSettings settings, RegexCompiler regexCompiler)
    : m_settings(std::move(settings)), m_role(makeServerRole(m_settings, *this, std::move(regexCompiler))) {}

QString RolePlay::play(const QString& script) {
  for (const QString& line : script.split(u'\n')) {
    if (!line.startsWith(u'>')) continue;
    note(line);
    act(line.mid(2).split(u' '), line);
  }
  return m_trace.join(u'\n');
}

void RolePlay::act(const QStringList& words, const QString& line) {
  const ConnectionId id = words[0].toULongLong();
  const QString& verb = words[1];
  if (verb == QLatin1String("ms")) return pass(Duration(std::llround(words[0].toDouble() * 1e6)));
  if (verb == QLatin1String("connects") || verb == QLatin1String("connected")) {
    ConnectionRow row;
    row.id = id;
    row.peer = {*IpAddress::parse("10.0.0.9"), words.size() > 3 ? words[3].toUShort() : quint16(40000)};
    row.state = m_settings.kind == EndpointKind::kUdp ? TcpState::kUnknown : TcpState::kEstablished;
    row.outgoing = verb == QLatin1String("connected");
    return m_role->onConnected(row);
  }
  if (verb == QLatin1String("says")) return say(id, line.section(QStringLiteral("says "), 1));
  if (verb == QLatin1String("stops")) m_notReading.insert(id);
  if (verb == QLatin1String("reads")) {
    m_notReading.erase(id);
    if (std::exchange(m_queued[id], 0) > 0) m_role->onDrained(id);
  }
  if (verb == QLatin1String("ends")) m_role->onEndOfInput(id);
  if (verb == QLatin1String("gone")) m_role->onGone(id);
}

void RolePlay::say(ConnectionId id, const QString& text) {
  if (text.endsWith(QLatin1String(" bytes"))) {
    const Bytes bytes(text.section(u' ', 0, 0).toULongLong(), std::byte{'x'});
    return m_role->onReceived(id, bytes);
  }
  m_role->onReceived(id, parseEscapes(text.toStdString()).value());
}

void RolePlay::pass(Duration time) {
  const TimePoint end = m_now + time;
  while (m_wake && *m_wake <= end) {
    m_now = std::max(m_now, *std::exchange(m_wake, {}));
    m_role->onTime(m_now);
  }
  m_now = end;
}

void RolePlay::send(ConnectionId to, std::span<const std::byte> bytes) {
  if (m_notReading.contains(to)) m_queued[to] += bytes.size();
  note(QStringLiteral("send %1 %2").arg(to).arg(shown(bytes)));
}

std::size_t RolePlay::queued(ConnectionId connection) const {
  const auto found = m_queued.find(connection);
  return found == m_queued.end() ? 0 : found->second;
}

void RolePlay::pauseReading(ConnectionId connection, bool paused) {
  note(QStringLiteral("%1 %2").arg(paused ? QStringLiteral("pause") : QStringLiteral("resume")).arg(connection));
}

void RolePlay::close(ConnectionId connection, CloseMode mode) {
  note(QStringLiteral("close %1 %2").arg(connection).arg(text(name(mode))));
}

ConnectionId RolePlay::connectOut(ConnectionId onBehalfOf) {
  if (!m_canConnectOut) return 0;
  note(QStringLiteral("connect %1 for %2").arg(++m_lastOut).arg(onBehalfOf));
  return m_lastOut;
}

void RolePlay::setPartner(ConnectionId connection, ConnectionId partner) {
  note(QStringLiteral("partner of %1 is %2").arg(connection).arg(partner));
}

void RolePlay::wakeAt(TimePoint at) {
  m_wake = at;
}

std::vector<std::byte> RolePlay::readFile(std::uint64_t offset, std::size_t most) {
  const auto bytes = std::as_bytes(std::span(m_file));
  if (offset >= bytes.size()) return {};
  const auto piece = bytes.subspan(offset, std::min(most, bytes.size() - offset));
  return {piece.begin(), piece.end()};
}

}  // namespace synscope::test
