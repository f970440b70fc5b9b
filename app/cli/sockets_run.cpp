#include "app/cli/sockets_run.h"

#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/socket_summary.h"
#include "app/cli/terminal.h"
#include "core/engine/kernel/socket_json.h"
#include "core/logic/kernel/listener_health.h"
#include "core/logic/kernel/socket_changes.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace synscope {
namespace {

std::vector<SocketRow> chosen(const SocketTable& table, const SocketFilter& filter) {
  std::vector<SocketRow> rows = table.rows;
  judgeListeners(rows);
  std::erase_if(rows, [&](const SocketRow& row) { return !filter.matches(row); });
  std::ranges::sort(rows, standsBefore);
  return rows;
}

}  // namespace

SocketsRun::SocketsRun(const SocketsRequest& request, Console& console)
    : m_request(request),
      m_console(console),
      m_redraws(request.every && !request.json && isTerminal(StandardStream::kOutput)) {}

int SocketsRun::run() {
  if (!tick() || !m_request.every) return m_exitCode;
  QEventLoop loop;
  QTimer timer;
  QObject::connect(&timer, &QTimer::timeout, &loop, [&] {
    if (!tick()) loop.quit();
  });
  QObject::connect(&m_console.interrupts(), &Interrupts::interrupted, &loop, &QEventLoop::quit);
  timer.start(std::chrono::duration_cast<std::chrono::milliseconds>(*m_request.every));
  if (!m_console.interrupts().requested()) loop.exec();
  return m_exitCode;
}

bool SocketsRun::tick() {
  const Result<SocketTable> table = listSockets(m_request.query);
  if (!table) {
    const std::string key = "error." + std::string(name(table.error().code));
    m_console.error(m_console.say({key, {{"subject", table.error().subject}}}));
    m_exitCode = exit_code::kLocal;
    return false;
  }
  show(*table, chosen(*table, m_request.filter));
  return m_console.flush();
}

void SocketsRun::show(const SocketTable& table, const std::vector<SocketRow>& rows) {
  if (!m_startedAt) noteProcesses(table);
  if (m_request.json)
    showJson(table, rows);
  else
    showTable(table, rows);
  if (!m_startedAt) m_startedAt = table.at;
  m_before = rows;
  m_countersBefore = table.counters;
}

void SocketsRun::showJson(const SocketTable& table, const std::vector<SocketRow>& rows) {
  JsonWriter json;
  json.beginObject();
  writeSocketTable(json, rows, table.counters, !m_request.every);
  if (m_request.every) addChanges(json, table, rows);
  json.endObject();
  const std::string text = json.take() + '\n';
  m_console.write(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
}

void SocketsRun::addChanges(JsonWriter& json, const SocketTable& table, const std::vector<SocketRow>& rows) const {
  const SocketChanges changes = socketChanges(m_startedAt ? m_before : rows, rows);
  json.member("at_ms", m_startedAt ? toMs(table.at - *m_startedAt) : 0.0);
  json.key("changes");
  json.beginObject();
  json.member("new", changes.added.size());
  json.member("changed", changes.changed.size());
  json.member("gone", changes.gone.size());
  json.endObject();
}

void SocketsRun::showTable(const SocketTable& table, const std::vector<SocketRow>& rows) {
  const SocketColumns columns{m_request.every.has_value(), m_request.query.processBudget.has_value(),
                              isTerminal(StandardStream::kOutput) ? m_console.width() : 0};
  QStringList lines = socketTableText(marked(rows), columns, m_console);
  if (lines.size() == 1) lines = {m_console.say(Phrase{"cli.sockets.none", {}})};
  draw(std::move(lines),
       socketSummary(rows, table.counters, grown(table), m_redraws ? m_console.width() : 0, m_console));
}

std::vector<MarkedSocket> SocketsRun::marked(const std::vector<SocketRow>& rows) const {
  std::vector<MarkedSocket> sockets;
  sockets.reserve(rows.size());
  for (const SocketRow& row : rows)
    sockets.push_back({row, SocketMark::kNone});
  if (!m_startedAt) return sockets;
  const SocketChanges changes = socketChanges(m_before, rows);
  for (const std::size_t i : changes.added)
    sockets[i].mark = SocketMark::kNew;
  for (const ChangedSocket& change : changes.changed)
    sockets[change.after].mark = SocketMark::kChanged;
  for (const std::size_t i : changes.gone)
    sockets.push_back({m_before[i], SocketMark::kGone});
  std::ranges::stable_sort(sockets, standsBefore, &MarkedSocket::row);
  return sockets;
}

std::optional<TcpCounters> SocketsRun::grown(const SocketTable& table) const {
  if (!m_countersBefore || !table.counters) return std::nullopt;
  return growth(*m_countersBefore, *table.counters);
}

/// The summary gets up to a third of the terminal, the table the rest.
void SocketsRun::fit(QStringList& table, QStringList& summary) const {
  const int height = terminalHeight(StandardStream::kOutput);
  summary = summary.mid(0, std::max(1, height / 3));
  const qsizetype room = std::max<qsizetype>(2, height - summary.size() - 2);
  if (table.size() <= room) return;
  const std::string more = std::to_string(table.size() - room + 1);
  table = table.mid(0, room - 1);
  table << m_console.say({"cli.sockets.more", {{"count", more}}});
}

/// On a terminal the new picture replaces the old one line by line, as much of it as there is room for.
void SocketsRun::draw(QStringList table, QStringList summary) {
  if (m_redraws) fit(table, summary);
  QStringList lines = table;
  if (!summary.isEmpty()) lines << QString() << summary;
  if (m_request.every && !m_redraws) lines << QString();
  const QString end = m_redraws ? QStringLiteral("\x1b[K\n") : QStringLiteral("\n");
  const QString picture = lines.join(end) + end;
  m_console.write((m_redraws ? QStringLiteral("\x1b[H") + picture + QStringLiteral("\x1b[J") : picture).toUtf8());
}

void SocketsRun::noteProcesses(const SocketTable& table) {
  if (table.processes.available || m_redraws) return;
  m_console.note(m_console.say(Phrase{table.processes.reason, {}}));
  if (!table.processes.remedy.empty()) m_console.note(m_console.say(Phrase{table.processes.remedy, {}}));
}

}  // namespace synscope
