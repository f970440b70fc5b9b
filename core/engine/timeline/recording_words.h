#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/endpoint/recording.h"

#include <QString>

#include <vector>

namespace synscope {

enum class RecordingTone { kGood, kBad, kUnsure };

/// "good", "bad", "unsure": class names of resources/report/report.css.
QString name(RecordingTone tone);

struct RecordingFact {
  BilingualText label, value;
};

struct RecordingNumber {
  BilingualText label;
  QString value;
  BilingualText meaning;
};

struct RecordingEvent {
  QString at, from, to;
  QString name;  ///< "SYN-ACK"; may be empty.
  BilingualText what;
  BilingualText fields;  ///< "Bytes 517, Count 2".
  BilingualText source;
};

/// One connection in words and pictures; nothing is escaped but the pictures.
struct RecordingChapter {
  QString title;  ///< "10.9.0.1:40000 → 10.9.0.2:443"
  RecordingTone tone = RecordingTone::kUnsure;
  std::vector<CatalogueEntry> summary;
  std::vector<RecordingFact> facts;
  QString ladderText, ladderSvg, statesSvg;  ///< In the languages asked for.
  std::vector<RecordingNumber> numbers;
  std::vector<RecordingEvent> events;
  BilingualText leftOut;  ///< Empty where every event is there.
};

/// A recording before it has a form.
struct RecordingContent {
  static constexpr std::size_t kMostChapters = 50;  ///< Of the connections that have a life; the others are counted.

  BilingualText title;
  std::vector<RecordingFact> facts;
  std::vector<RecordingChapter> chapters;
  BilingualText leftOut;
  std::vector<std::pair<QString, CatalogueEntry>> glossary;  ///< Every kind of event that occurs, with its name.
};

RecordingContent recordingContent(const Recording& recording, Language language);

/// Text of `recording.<name>`.
BilingualText recordingLabel(const char* name);

}  // namespace synscope
