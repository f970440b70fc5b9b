#include "ui/log/log_rows.h"

namespace synscope {

LogRows::LogRows(QObject* parent) : QObject(parent) {}
LogRows::~LogRows() = default;

void LogRows::setLog(std::shared_ptr<TrafficLog> log) {
  m_log = std::move(log);
  m_size = m_log ? m_log->size() : TrafficLogSize();
  restart();
}

void LogRows::setFilter(const TrafficFilter& filter) {
  if (filter == m_filter) return;
  m_filter = filter;
  restart();
}

std::optional<Error> LogRows::search(const TrafficPattern& pattern) {
  if (pattern == m_pattern) return std::nullopt;
  m_pattern = pattern;
  m_matcher = {};
  std::optional<Error> error;
  if (!pattern.text.empty()) {
    auto matcher = compilePattern(pattern, compileExpression);
    if (matcher)
      m_matcher = std::move(matcher).value();
    else
      error = matcher.error();
  }
  restart();
  return error;
}

void LogRows::setOnlyMatches(bool only) {
  if (only == m_onlyMatches) return;
  m_onlyMatches = only;
  Q_EMIT reset();
}

void LogRows::restart() {
  m_job.reset();
  m_jobRuns = false;
  m_passed = {};
  m_matched = {};
  m_searchedTo = 0;
  advance();
  Q_EMIT reset();
}

void LogRows::refresh() {
  if (!m_log) return;
  m_size = m_log->size();
  advance();
}

void LogRows::advance() {
  if (!m_log || m_jobRuns || !catchingUp()) return;
  m_job = std::make_unique<TrafficSearchJob>(m_log, TrafficQuery{m_filter, m_matcher}, m_searchedTo);
  connect(m_job.get(), &TrafficSearchJob::found, this, &LogRows::take);
  connect(m_job.get(), &Job::ended, this, [this] { m_jobRuns = false; });
  m_jobRuns = true;
  m_job->start();
}

void LogRows::take(const TrafficFindings& findings) {
  for (const std::uint64_t record : findings.passed)
    m_passed.add(record);
  for (const std::uint64_t record : findings.matched)
    m_matched.add(record);
  m_searchedTo = findings.end;
  if (!findings.matched.empty()) Q_EMIT matchesFound();
}

const RecordSet* LogRows::shownSet() const {
  if (onlyMatches()) return &m_matched;
  return m_filter.all() ? nullptr : &m_passed;
}

std::uint64_t LogRows::count() const {
  const RecordSet* set = shownSet();
  return set != nullptr ? set->count() : m_size.records;
}

std::uint64_t LogRows::recordAt(std::uint64_t row) const {
  const RecordSet* set = shownSet();
  return set != nullptr ? set->at(row) : row;
}

std::uint64_t LogRows::rowOf(std::uint64_t record) const {
  const RecordSet* set = shownSet();
  return set != nullptr ? set->countBelow(record) : record;
}

bool LogRows::shows(std::uint64_t record) const {
  const RecordSet* set = shownSet();
  return set != nullptr ? set->contains(record) : record < m_size.records;
}

}  // namespace synscope
