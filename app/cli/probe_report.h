#pragma once

#include "app/cli/console.h"
#include "app/cli/probe_targets.h"
#include "core/engine/reach/probe_json.h"

#include <map>

namespace synscope {

/// A row of the scan together with whom it is about.
struct ProbeRow {
  std::size_t host = 0;
  IpAddress address;
  ScanRow scan;
};

/// Shows the rows of a probe: as JSON, or as a calm table of what matters with counts for the rest.
/// Holds a bounded number of rows, whatever the size of the scan.
class ProbeReport {
 public:
  ProbeReport(Console& console, bool json, Protocol protocol, const std::vector<ProbeHost>& hosts);

  void begin();
  void add(std::vector<ProbeRow> rows);
  /// A host without addresses, for each of its ports.
  void addNameError(const ProbeHost& host);
  void end(Duration elapsed, bool cancelled);

  /// The highest exit code met.
  int exitCode() const { return m_exitCode; }

 private:
  struct Group {
    PortVerdict verdict;
    std::optional<IcmpReport> icmp;
    std::uint64_t count = 0;
  };

  void count(PortState state);
  void writeJson(const ProbeRow& row);
  void keep(ProbeRow row);
  void group(const ProbeRow& row);
  void sortKept();
  void printTable();
  void printGroups();
  void printSummary();
  QString reasonWords(const PortVerdict& verdict, const std::optional<IcmpReport>& icmp) const;
  QString stateWord(PortState state, bool painted) const;

  Console& m_console;
  bool m_json;
  Protocol m_protocol;
  const std::vector<ProbeHost>& m_hosts;
  bool m_keepsAll;
  bool m_firstJsonRow = true;
  std::vector<ProbeRow> m_kept;
  std::map<std::string, Group> m_groups;
  std::vector<QString> m_nameErrors;
  ProbeSummary m_summary;
  int m_exitCode = 0;
};

}  // namespace synscope
