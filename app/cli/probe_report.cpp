#include "app/cli/probe_report.h"

#include "app/cli/exit_code.h"
#include "app/cli/text_width.h"
#include "core/logic/base/display_text.h"
#include "core/logic/reach/service_names.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr std::uint64_t kFewTargets = 24;           ///< Every row is shown.
constexpr std::uint64_t kSortedJsonRows = 131'072;  ///< Above, rows are written as they are decided.
constexpr std::size_t kMostOpenRows = 10'000;
constexpr std::size_t kMostGroups = 64;

std::uint64_t countTargets(const std::vector<ProbeHost>& hosts) {
  std::uint64_t total = 0;
  for (const ProbeHost& host : hosts)
    total += host.ports.size() * std::max<std::size_t>(1, host.addresses.size());
  return total;
}

Colour colourOf(PortState state) {
  switch (state) {
    case PortState::kOpen: return Colour::kGreen;
    case PortState::kClosed: return Colour::kRed;
    case PortState::kRejected:
    case PortState::kLocal:
    case PortState::kNameError: return Colour::kRed;
    case PortState::kUnreachable:
    case PortState::kFiltered: return Colour::kYellow;
    default: return Colour::kDim;
  }
}

QString text(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

using Cells = std::array<QString, 5>;

/// Columns as wide as their widest cell, two spaces between them; the last one is left as it is.
void printColumns(const std::vector<Cells>& rows, Console& console) {
  std::array<int, 5> widths{};
  for (const Cells& cells : rows)
    for (std::size_t i = 0; i < cells.size(); ++i)
      widths[i] = std::max(widths[i], textWidth(cells[i]));
  for (const Cells& cells : rows) {
    QString line;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i)
      line += padded(cells[i], widths[i]) + QStringLiteral("  ");
    console.line(line + cells.back());
  }
}

/// "name address", or the address alone where that is what was typed.
QString whoCell(const std::string& typed, const IpAddress& address) {
  const QString shown = text(address.toString());
  return typed == address.toString() ? shown : text(sanitizeForDisplay(excerpt(typed))) + QLatin1Char(' ') + shown;
}

QString portCell(std::uint16_t port, Protocol protocol) {
  const QString service = text(serviceName(port, protocol));
  const QString number = QString::number(port) + QLatin1Char('/') + text(name(protocol));
  return service.isEmpty() ? number : number + QLatin1Char(' ') + service;
}

}  // namespace

ProbeReport::ProbeReport(Console& console, bool json, Protocol protocol, const std::vector<ProbeHost>& hosts)
    : m_console(console),
      m_json(json),
      m_protocol(protocol),
      m_hosts(hosts),
      m_keepsAll(countTargets(hosts) <= (json ? kSortedJsonRows : kFewTargets)) {}

void ProbeReport::begin() {
  if (m_json) m_console.write(probeJsonBegin());
}

void ProbeReport::count(PortState state) {
  ++m_summary.of(state);
  m_exitCode = std::max(m_exitCode, synscope::exitCode(state));
}

void ProbeReport::add(std::vector<ProbeRow> rows) {
  for (ProbeRow& row : rows) {
    count(row.scan.verdict.state);
    if (m_keepsAll)
      m_kept.push_back(std::move(row));
    else if (m_json)
      writeJson(row);
    else
      keep(std::move(row));
  }
}

void ProbeReport::keep(ProbeRow row) {
  group(row);
  if (row.scan.verdict.state == PortState::kOpen && m_kept.size() < kMostOpenRows) m_kept.push_back(std::move(row));
}

/// What is not shown row by row is counted by verdict, reason and who answered; when too many answered, without them.
void ProbeReport::group(const ProbeRow& row) {
  const ScanRow& scan = row.scan;
  std::string key{name(scan.verdict.state)};
  key.append("|").append(name(scan.verdict.reason));
  const std::string exact = scan.icmp ? key + '|' + catalogueKey(*scan.icmp) + '|' + scan.icmp->from.toString() : key;
  const bool roomForExact = m_groups.size() < kMostGroups || m_groups.contains(exact);
  Group& group = m_groups[roomForExact ? exact : key];
  if (group.count++ == 0) group = {scan.verdict, roomForExact ? scan.icmp : std::nullopt, 1};
}

void ProbeReport::writeJson(const ProbeRow& row) {
  if (!std::exchange(m_firstJsonRow, false)) m_console.write(probeJsonSeparator());
  m_console.write(probeJsonRow(row.scan, m_hosts[row.host].typed, row.address, m_protocol));
}

void ProbeReport::addNameError(const ProbeHost& host) {
  for (const std::uint16_t port : host.ports) {
    count(PortState::kNameError);
    if (!m_json) continue;
    if (!std::exchange(m_firstJsonRow, false)) m_console.write(probeJsonSeparator());
    m_console.write(probeJsonRow(*host.error, host.typed, port, m_protocol));
  }
  const std::string key = "error." + std::string(name(host.error->code));
  m_nameErrors.push_back(text(sanitizeForDisplay(excerpt(host.typed))) + QStringLiteral(": ") +
                         m_console.say(Phrase{key, {{"subject", host.typed}}}));
}

void ProbeReport::end(Duration elapsed, bool cancelled) {
  m_summary.elapsed = elapsed;
  m_summary.cancelled = cancelled;
  sortKept();
  if (!m_json) {
    printTable();
    return printSummary();
  }
  for (const ProbeRow& row : m_kept)
    writeJson(row);
  m_console.write(probeJsonEnd(m_summary));
}

void ProbeReport::sortKept() {
  const bool openFirst = !m_json;
  std::ranges::sort(m_kept, {}, [openFirst](const ProbeRow& row) {
    const bool later = openFirst && row.scan.verdict.state != PortState::kOpen;
    return std::tuple(later, row.host, std::cref(row.address).get(), row.scan.port);
  });
}

void ProbeReport::printTable() {
  std::vector<Cells> rows;
  for (const ProbeRow& row : m_kept)
    rows.push_back({whoCell(m_hosts[row.host].typed, row.address), portCell(row.scan.port, m_protocol),
                    stateWord(row.scan.verdict.state, false),
                    QStringLiteral("%1 ms").arg(toMs(row.scan.elapsed), 0, 'f', 2),
                    reasonWords(row.scan.verdict, row.scan.icmp)});
  printColumns(rows, m_console);
  for (const QString& line : m_nameErrors)
    m_console.line(line);
  if (!m_keepsAll) printGroups();
}

void ProbeReport::printGroups() {
  if (!m_kept.empty()) m_console.line();
  std::vector<Cells> rows;
  for (const auto& [key, group] : m_groups)
    rows.push_back({QString::number(group.count),
                    stateWord(group.verdict.state, false),
                    {},
                    {},
                    reasonWords(group.verdict, group.icmp)});
  std::ranges::sort(rows, std::greater{}, [](const Cells& cells) { return cells[0].toULongLong(); });
  for (const Cells& cells : rows)
    m_console.line(cells[0].rightJustified(7) + QStringLiteral("  ") + cells[1] + QStringLiteral("  ") +
                   m_console.paint(cells[4], Colour::kDim));
}

void ProbeReport::printSummary() {
  QStringList parts;
  for (const PortState state : allPortStates())
    if (const auto number = m_summary.of(state); number > 0)
      parts += QString::number(number) + QLatin1Char(' ') + stateWord(state, true);
  const QString seconds = QString::number(toMs(m_summary.elapsed) / 1000, 'f', 2);
  m_console.line();
  if (m_summary.cancelled) m_console.line(m_console.say(Phrase{"cli.cancelled", {}}));
  m_console.line(parts.join(QStringLiteral(", ")) + QStringLiteral("  (") + seconds + QStringLiteral(" s)"));
}

QString ProbeReport::reasonWords(const PortVerdict& verdict, const std::optional<IcmpReport>& icmp) const {
  if (icmp)
    return m_console.say(Phrase{catalogueKey(*icmp), {}}) + QStringLiteral(" <- ") + text(icmp->from.toString());
  return m_console.say(Phrase{"reason." + std::string(name(verdict.reason)), {}});
}

QString ProbeReport::stateWord(PortState state, bool painted) const {
  const QString word = m_console.say(Phrase{"state." + std::string(name(state)), {}});
  return painted ? m_console.paint(word, colourOf(state)) : word;
}

}  // namespace synscope
