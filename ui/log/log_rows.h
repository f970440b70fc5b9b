#pragma once

#include "core/engine/endpoint/traffic_search_job.h"
#include "core/logic/endpoint/record_set.h"

#include <QObject>

#include <memory>
#include <optional>

namespace synscope {

/// Which records of a log are shown, in which row, and which of them match what is looked for. Follows the log as it
/// grows; searching is done by a job in a thread of its own, so that nothing here depends on how much there is.
class LogRows : public QObject {
  Q_OBJECT

 public:
  explicit LogRows(QObject* parent = nullptr);
  ~LogRows() override;

  void setLog(std::shared_ptr<TrafficLog> log);
  const std::shared_ptr<TrafficLog>& log() const { return m_log; }
  void setFilter(const TrafficFilter& filter);
  const TrafficFilter& filter() const { return m_filter; }
  /// Errors as compilePattern(); then nothing is looked for. An empty pattern ends the search.
  std::optional<Error> search(const TrafficPattern& pattern);
  bool searching() const { return static_cast<bool>(m_matcher); }
  const PayloadMatcher& matcher() const { return m_matcher; }
  void setOnlyMatches(bool only);
  bool onlyMatches() const { return m_onlyMatches && searching(); }

  /// Once per frame: takes notice of what has come, and has it searched.
  void refresh();

  std::uint64_t count() const;
  /// Precondition: row < count().
  std::uint64_t recordAt(std::uint64_t row) const;
  /// The row of a record; for one that is not shown, the row of the next one that is.
  std::uint64_t rowOf(std::uint64_t record) const;
  bool shows(std::uint64_t record) const;
  bool everythingShown() const { return shownSet() == nullptr; }

  const RecordSet& matches() const { return m_matched; }
  /// The records chosen by filter and search; nullptr: all.
  const RecordSet* shownSet() const;
  const TrafficLogSize& size() const { return m_size; }
  /// Up to which record filter and search have got.
  std::uint64_t searchedTo() const { return m_searchedTo; }
  bool catchingUp() const { return needsJob() && m_searchedTo < m_size.records; }

 Q_SIGNALS:
  /// Rows may have another meaning now: another log, filter or search.
  void reset();
  void matchesFound();

 private:
  bool needsJob() const { return searching() || !m_filter.all(); }
  void restart();
  void advance();
  void take(const TrafficFindings& findings);

  std::shared_ptr<TrafficLog> m_log;
  TrafficLogSize m_size;
  TrafficFilter m_filter;
  TrafficPattern m_pattern;
  PayloadMatcher m_matcher;
  bool m_onlyMatches = false;
  RecordSet m_passed, m_matched;
  std::uint64_t m_searchedTo = 0;
  std::unique_ptr<TrafficSearchJob> m_job;
  bool m_jobRuns = false;
};

}  // namespace synscope
