#pragma once

#include "core/engine/endpoint/thread_job.h"
#include "core/engine/endpoint/traffic_log.h"
#include "core/logic/endpoint/traffic_search.h"

#include <vector>

namespace synscope {

/// A matcher for expressions over UTF-8 text (QRegularExpression with a limit on its steps). Error kBadPattern.
Result<PayloadMatcher> compileExpression(const TrafficPattern& pattern);

/// What is looked for in a log: records that pass the filter, and those of them in whose payload something is found.
struct TrafficQuery {
  TrafficFilter filter;
  PayloadMatcher matcher = {};  ///< Empty: nothing is looked for in payloads.
};

/// What was found in the records from `first` up to `end`.
struct TrafficFindings {
  std::uint64_t first = 0, end = 0;
  std::vector<std::uint64_t> passed;   ///< The filter; left empty where the filter takes all.
  std::vector<std::uint64_t> matched;  ///< Filter and matcher.
};

/// Goes through the records of a log that are there when it starts, from a given one on.
class TrafficSearchJob : public ThreadJob {
  Q_OBJECT

 public:
  TrafficSearchJob(std::shared_ptr<const TrafficLog> log, TrafficQuery query, std::uint64_t first,
                   QObject* parent = nullptr);
  ~TrafficSearchJob() override;

 Q_SIGNALS:
  /// In order and without holes; at least every hundredth of a second while there is something to look through.
  void found(const synscope::TrafficFindings& findings, std::uint64_t total);

 protected:
  void work() override;

 private:
  void look(std::uint64_t number, const TrafficRecordView& record, TrafficFindings& findings) const;
  void tell(TrafficFindings& findings, std::uint64_t total);

  std::shared_ptr<const TrafficLog> m_log;
  TrafficQuery m_query;
  std::uint64_t m_first;
};

}  // namespace synscope
