#include "app/cli/latency_report.h"

#include "app/cli/exit_code.h"
#include "app/cli/latency_summary_text.h"
#include "app/cli/terminal.h"
#include "app/cli/text_width.h"
#include "core/logic/base/display_text.h"

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr int kAddressColumns = 24;

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int exitCodeOf(const Error& error) {
  switch (error.code) {
    case ErrorCode::kFileUnwritable:
    case ErrorCode::kDiskFull:
    case ErrorCode::kOutOfDescriptors: return exit_code::kLocal;
    case ErrorCode::kTlsFailed:
    case ErrorCode::kTlsKey: return exit_code::kInternal;
    default: return exit_code::kNameError;
  }
}

void writeErrors(JsonWriter& json, const std::vector<Error>& errors) {
  json.key("errors");
  json.beginArray();
  for (const Error& error : errors) {
    json.beginObject();
    json.member("code", name(error.code));
    json.member("subject", std::string_view(error.subject));
    json.endObject();
  }
  json.endArray();
}

}  // namespace

LatencyReport::LatencyReport(Console& console, bool json, LatencyMethod method, TimePoint begin)
    : m_console(console),
      m_json(json),
      m_method(method),
      m_step(mainStep(method)),
      m_begin(begin),
      m_drawsBars(isTerminal(StandardStream::kOutput)),
      m_all({}) {}

void LatencyReport::begin() {
  if (!m_json) return;
  const std::string_view method = name(m_method);
  m_console.write(QByteArrayLiteral("{\"schema\":\"synscope/latency/1\",\"method\":\"") +
                  QByteArray(method.data(), static_cast<qsizetype>(method.size())) + "\",\"samples\":[");
}

void LatencyReport::open(const LatencyLane& lane) {
  m_lanes.insert_or_assign(lane.id, lane);
  if (m_lanes.size() > kMostLanes) m_lanes.erase(m_lanes.begin());
}

void LatencyReport::add(const LatencySample& sample) {
  LatencySample numbered = sample;
  numbered.seq = ++m_ended;
  m_all.add(numbered);
  m_exitCode = std::max(m_exitCode, synscope::exitCode(sample));
  if (!m_json) {
    if (!m_console.quiet()) m_console.line(sampleLine(sample));
    m_console.flush();
    return;
  }
  JsonWriter json;
  writeLatencySample(json, sample, m_begin);
  m_console.write((std::exchange(m_firstSample, false) ? "\n" : ",\n") + QByteArray::fromStdString(json.take()));
}

void LatencyReport::addError(const Error& error) {
  m_exitCode = std::max(m_exitCode, exitCodeOf(error));
  if (m_errors.size() < kMostErrors) m_errors.push_back(error);
  const Phrase words{"error." + std::string(name(error.code)),
                     {{"subject", error.subject}, {"operation", error.operation}}};
  m_console.error(toQt(sanitizeForDisplay(excerpt(error.subject))) + QStringLiteral(": ") + m_console.say(words));
}

void LatencyReport::end(const LatencyTable& table) {
  if (m_json) return writeJsonEnd(table);
  for (const LatencySummary& lane : table.lanes)
    printLatencySummary(lane, m_step, m_begin, m_console);
}

/// Of several lanes: counts together; what follows the order of requests makes no sense across them.
LatencySummary LatencyReport::ofAll(const LatencyTable& table) const {
  if (table.lanes.size() == 1) return table.lanes.front();
  LatencySummary all = m_all.summary();
  all.sent = all.pending = all.missed = all.outageCount = all.longestGood = all.longestBad = 0;
  for (const LatencySummary& lane : table.lanes) {
    all.sent += lane.sent;
    all.pending += lane.pending;
    all.missed += lane.missed;
    all.outageCount += lane.outageCount;
    all.longestGood = std::max(all.longestGood, lane.longestGood);
    all.longestBad = std::max(all.longestBad, lane.longestBad);
  }
  for (auto& [step, numbers] : all.series)
    numbers.jitter.reset();
  return all;
}

/// "stats" is of all requests; each lane has its own beside.
void LatencyReport::writeJsonEnd(const LatencyTable& table) {
  JsonWriter json;
  json.beginObject();
  json.key("stats");
  writeLatencyStats(json, ofAll(table), m_step);
  json.key("lanes");
  json.beginArray();
  for (const LatencySummary& lane : table.lanes)
    writeLatencyLane(json, lane, m_step, m_begin);
  json.endArray();
  writeErrors(json, m_errors);
  json.endObject();
  m_console.write("\n]," + QByteArray::fromStdString(json.take().substr(1)) + '\n');
}

QString LatencyReport::sampleLine(const LatencySample& sample) const {
  const auto lane = m_lanes.find(sample.lane);
  const QString who = lane == m_lanes.end() ? QString() : toQt(lane->second.address.toString());
  const QString head = QStringLiteral("%1  %2  ").arg(sample.seq, 5).arg(padded(who, kAddressColumns));
  if (!sample.ok) {
    const QString why = m_console.say(Phrase{"reason." + std::string(name(sample.reason)), {}});
    const QString state = m_console.say(Phrase{"state." + std::string(name(sample.verdict)), {}});
    const bool later = sample.verdict == PortState::kOpen;
    return head + (later ? QString() : m_console.paint(state, Colour::kRed) + QStringLiteral("  ")) + stepsOf(sample) +
           m_console.paint(why, later ? Colour::kRed : Colour::kNone);
  }
  return head + stepsOf(sample) + bar(sample);
}

QString LatencyReport::stepsOf(const LatencySample& sample) const {
  QString text;
  for (const LatencyStep step : allLatencySteps()) {
    const auto value = sample.of(step);
    if (!value) continue;
    text += m_console.say(Phrase{"latency.step." + std::string(name(step)), {}}) + QLatin1Char(' ') +
            latencyText(*value).rightJustified(9) + QStringLiteral(" ms  ");
  }
  if (sample.synRetransmits.value_or(0) > 0)
    text += m_console.paint(QStringLiteral("+%1 SYN  ").arg(*sample.synRetransmits), Colour::kYellow);
  return text;
}

/// Logarithmic, so that its scale never changes: a cell is a quarter of a decade, from 10 us on.
QString LatencyReport::bar(const LatencySample& sample) const {
  if (!m_drawsBars) return {};
  Duration whole{};
  for (const LatencyStep step : allLatencySteps())
    whole += sample.of(step).value_or(Duration{});
  const double cells = 4 * std::log10(std::max(static_cast<double>(whole.count()) / 1e4, 1.0));
  return m_console.paint(QString(std::clamp(static_cast<int>(cells), 1, 30), QChar(0x2587)), Colour::kBlue);
}

}  // namespace synscope
