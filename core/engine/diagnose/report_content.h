#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/diagnose/diagnosis.h"

#include <optional>
#include <vector>

namespace synscope {

class Redaction;

/// How good or bad something is, for colour and symbol.
enum class ReportTone { kGood, kBad, kLocal, kUnsure };

/// "good", "bad", "local", "unsure": class names of resources/report/report.css.
QString name(ReportTone tone);

/// One row of "name: value".
struct ReportFact {
  BilingualText label;
  BilingualText value;
};

struct ReportLayer {
  BilingualText step;
  QString address;
  ReportTone tone = ReportTone::kUnsure;
  BilingualText result;
  QString time;
  BilingualText words;
};

struct ReportHop {
  int ttl = 0;
  QString who;  ///< Addresses; empty for silence.
  BilingualText answer;
  QString roundTrip;
  QString probes;  ///< "2/3": answers of probes.
  ReportTone tone = ReportTone::kUnsure;
  bool isEnd = false;        ///< Whoever answers for the port, or refuses.
  bool breaksAfter = false;  ///< Packets for this port die behind this hop.
};

struct ReportPath {
  QString source, target;
  std::vector<ReportHop> hops;
  bool reached = false;
  bool breaksAtStart = false;  ///< Nobody answered at all.
  BilingualText end;
};

struct ReportEvidence {
  int id = 0;
  QString at;
  BilingualText check;
  BilingualText sentence;
  std::vector<CatalogueEntry> explanations;
  bool isDecisive = false;  ///< The verdict rests on it.
};

struct ReportEvent {
  QString at, from, to;
  BilingualText what;
  QString fields;
  BilingualText source;
};

struct ReportTable {
  std::vector<const char*> columns;  ///< Names of their labels.
  std::vector<std::vector<BilingualText>> rows;
};

/// The answer of one further check that was asked for after the diagnosis. Parts that it has not are empty.
struct ReportFinding {
  const char* heading = "";  ///< Name of its label.
  ReportTone tone = ReportTone::kUnsure;
  CatalogueEntry verdict;
  std::vector<ReportFact> facts;
  ReportTable table;
  std::vector<BilingualText> notes;
  Timeline timeline;  ///< Redacted where the report is.
};

/// A report before it has a form: every text in words, redacted where that was asked for, nothing escaped.
struct ReportContent {
  BilingualText title;
  ReportTone tone = ReportTone::kUnsure;
  CatalogueEntry verdict;
  std::vector<ReportFact> facts;  ///< Confidence, code, device, hop.
  bool cancelled = false;
  std::vector<CatalogueEntry> nextSteps;
  std::vector<ReportLayer> layers;
  std::optional<ReportPath> path;
  std::vector<ReportFinding> findings;
  std::vector<ReportEvidence> evidence;
  std::vector<ReportEvent> events;
  std::vector<ReportFact> environment;
};

/// @param redaction nullptr: everything is shown as it is.
ReportContent reportContent(const Diagnosis& diagnosis, Redaction* redaction);

/// Text of `report.<name>`: the labels of a report.
BilingualText reportLabel(const char* name);

}  // namespace synscope
