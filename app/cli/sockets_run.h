#pragma once

#include "app/cli/socket_table_text.h"
#include "core/engine/kernel/socket_table.h"
#include "core/logic/kernel/socket_filter.h"

#include <optional>

namespace synscope {

class Console;
class JsonWriter;

/// What the command line asks for.
struct SocketsRequest {
  SocketQuery query;
  SocketFilter filter;
  bool json = false;
  std::optional<Duration> every;  ///< Show the table again and again.
};

/// Reads the socket table and shows it: once, or again and again with what is new, changed and gone.
class SocketsRun {
 public:
  SocketsRun(const SocketsRequest& request, Console& console);

  /// Returns the exit code.
  int run();

 private:
  /// Reads and shows one table. Returns false where there is nothing to go on for.
  bool tick();
  void show(const SocketTable& table, const std::vector<SocketRow>& rows);
  void showJson(const SocketTable& table, const std::vector<SocketRow>& rows);
  void addChanges(JsonWriter& json, const SocketTable& table, const std::vector<SocketRow>& rows) const;
  void showTable(const SocketTable& table, const std::vector<SocketRow>& rows);
  std::vector<MarkedSocket> marked(const std::vector<SocketRow>& rows) const;
  std::optional<TcpCounters> grown(const SocketTable& table) const;
  void fit(QStringList& table, QStringList& summary) const;
  void draw(QStringList table, QStringList summary);
  void noteProcesses(const SocketTable& table);

  const SocketsRequest& m_request;
  Console& m_console;
  bool m_redraws;
  int m_exitCode = 0;
  std::optional<TimePoint> m_startedAt;  ///< Of the first table.
  std::vector<SocketRow> m_before;
  std::optional<TcpCounters> m_countersBefore;
};

}  // namespace synscope
