#include "core/logic/timeline/ladder_text.h"

#include "core/logic/base/text_columns.h"
#include "core/logic/base/utf8.h"
#include "core/logic/timeline/ladder_look.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr int kTime = 9;
constexpr int kLeastGap = 24;
constexpr int kMostGap = 72;
constexpr int kMostBeside = 34;

/// One line of cells; a wide character takes two, the second of which stays empty.
class TextLine {
 public:
  void put(int column, std::string_view text) {
    for (; !text.empty(); text.remove_prefix(std::max<std::size_t>(1, firstCodePoint(text).length))) {
      const CodePoint next = firstCodePoint(text);
      const int columns = columnsOf(next.value);
      if (column < 0) return;
      reserve(column + columns);
      if (columns == 0) {
        if (column > 0) m_cells[static_cast<std::size_t>(column) - 1] += text.substr(0, next.length);
        continue;
      }
      m_cells[static_cast<std::size_t>(column)] = text.substr(0, next.length);
      if (columns == 2) m_cells[static_cast<std::size_t>(column) + 1].clear();
      column += columns;
    }
  }

  std::string text() const {
    std::string line;
    for (const std::string& cell : m_cells)
      line += cell;
    line.erase(line.find_last_not_of(' ') + 1);
    return line + '\n';
  }

 private:
  void reserve(int columns) {
    if (m_cells.size() < static_cast<std::size_t>(columns)) m_cells.resize(static_cast<std::size_t>(columns), " ");
  }

  std::vector<std::string> m_cells;
};

std::string joined(const LadderLabel& label) {
  if (label.name.empty() || label.detail.empty()) return label.name + label.detail;
  return label.name + "  " + label.detail;
}

std::string_view pattern(EventSource source) {
  switch (source) {
    case EventSource::kObserved: return "-";
    case EventSource::kInferred: return "- ";
    case EventSource::kSimulated: return ". ";
  }
  return "- ";
}

std::string bracketed(const std::string& state, EventSource source) {
  switch (source) {
    case EventSource::kObserved: return '[' + state + ']';
    case EventSource::kInferred: return '(' + state + ')';
    case EventSource::kSimulated: return '{' + state + '}';
  }
  return state;
}

/// Writes one timeline line by line.
class TextWriter {
 public:
  TextWriter(const Timeline& timeline, const LadderOptions& options, const LadderWords& words, int columns)
      : m_timeline(timeline), m_words(words), m_rows(timeline, options) {
    measure();
    if (columns > 0) shrinkTo(columns);
  }

  std::string write() {
    if (m_timeline.lanes().empty()) return {};
    std::string out = header();
    for (const LadderRow& row : m_rows.rows()) {
      const bool onlyArrival = row.arrow == LadderRow::kNone && row.left == LadderRow::kNone &&
                               row.right == LadderRow::kNone && row.inside == LadderRow::kNone;
      if (row.wait || !onlyArrival) out += line(row);
    }
    return out + legend();
  }

 private:
  int gaps() const { return std::max(1, static_cast<int>(m_timeline.lanes().size()) - 1); }
  int column(LaneId lane) const { return kTime + 2 + m_left + static_cast<int>(lane) * m_gap; }
  const TimelineEvent& event(std::uint32_t index) const { return m_timeline.events()[index]; }

  /// What stands beside a lane.
  std::string besideText(const TimelineEvent& event) const {
    const LadderLabel label = m_words.event(event);
    const std::string words = label.name.empty() ? label.detail : label.name;
    return event.kind == EventKind::kState ? bracketed(words, event.source) : words;
  }

  std::string arrowText(const TimelineEvent& event) const {
    std::string words = joined(m_words.event(event));
    if (event.arrives && *event.arrives > event.at) words += " (" + timeOnTheWay(event) + ")";
    return words;
  }

  /// Without the time on the way where there is no room for it.
  std::string arrowText(const TimelineEvent& event, int room) const {
    const std::string whole = arrowText(event);
    return cutToColumns(textColumns(whole) <= room ? whole : joined(m_words.event(event)), room);
  }

  /// What is lost ends after five eighths of the way, or as far as its words reach.
  int drawnColumns(const TimelineEvent& event, int length) const {
    if (!event.lost) return length;
    return std::max(length * 5 / 8, std::min(textColumns(joined(m_words.event(event))) + 6, length - 3));
  }

  void measure() {
    const LaneId last = m_timeline.lanes().empty() ? 0 : m_timeline.lanes().size() - 1;
    for (const TimelineEvent& event : m_timeline.events()) {
      if (isArrow(event)) {
        const auto spanned = static_cast<int>(event.from > event.to ? event.from - event.to : event.to - event.from);
        const int needed = textColumns(arrowText(event)) + 10;
        m_gap = std::max(m_gap, (event.lost ? needed + 4 : needed) / spanned);
      } else if (event.from == 0) {
        m_left = std::max(m_left, textColumns(besideText(event)));
      } else if (event.from != last) {
        m_gap = std::max(m_gap, textColumns(besideText(event)) + 3);
      }
    }
    for (const std::string& lane : m_timeline.lanes())
      m_gap = std::max(m_gap, textColumns(m_words.lane(lane)) + 2);
    m_gap = std::min(m_gap, kMostGap);
    m_left = std::min(std::max(m_left + 1, textColumns(firstLane()) / 2 - kTime), kMostBeside);
  }

  std::string firstLane() const {
    return m_timeline.lanes().empty() ? std::string() : m_words.lane(m_timeline.lanes().front());
  }

  void shrinkTo(int columns) {
    const int room = columns - kTime - 2 - m_left - kLeastGap / 2;
    m_gap = std::clamp(room / gaps(), std::min(m_gap, kLeastGap / 2), m_gap);
  }

  std::string header() const {
    TextLine line;
    for (LaneId lane = 0; lane < m_timeline.lanes().size(); ++lane) {
      const std::string title = cutToColumns(m_words.lane(m_timeline.lanes()[lane]), std::max(m_gap - 2, 8));
      line.put(std::max(0, column(lane) - textColumns(title) / 2), title);
    }
    return line.text();
  }

  std::string line(const LadderRow& row) const {
    TextLine line;
    for (LaneId lane = 0; lane < m_timeline.lanes().size(); ++lane)
      line.put(column(lane), row.wait ? ":" : "|");
    if (row.wait) {
      const std::string words = "· " + shortTime(*row.wait) + " ·";
      line.put(column(0) + std::max(2, (m_gap - textColumns(words)) / 2), words);
      return line.text();
    }
    if (row.startsMoment) {
      const std::string time = timeColumn(m_timeline, row, m_rows.rows().front().at);
      line.put(kTime - textColumns(time), time);
    }
    if (row.arrow != LadderRow::kNone) putArrow(line, event(row.arrow));
    for (const std::uint32_t beside : {row.left, row.inside, row.right})
      if (beside != LadderRow::kNone) putBeside(line, event(beside), beside == row.left);
    return line.text();
  }

  void putArrow(TextLine& line, const TimelineEvent& event) const {
    const int a = column(std::min(event.from, event.to)), b = column(std::max(event.from, event.to));
    const bool right = event.to > event.from;
    const int length = b - a - 1;
    const int drawn = drawnColumns(event, length);
    const int start = right ? a + 1 : b - drawn;
    const std::string_view repeated = pattern(event.source);
    for (int i = 0; i < drawn; ++i) {
      const char dash = repeated[static_cast<std::size_t>(i) % repeated.size()];
      if (dash != ' ') line.put(start + i, std::string_view(&dash, 1));
    }
    const std::string words = arrowText(event, std::max(3, drawn - 6));
    line.put(start + (drawn - textColumns(words) - 2) / 2, ' ' + words + ' ');
    line.put(right ? start + drawn - 1 : start, event.lost ? "x" : (right ? ">" : "<"));
  }

  void putBeside(TextLine& line, const TimelineEvent& event, bool left) const {
    const int lane = column(event.from);
    if (event.kind != EventKind::kState) line.put(lane, event.kind == EventKind::kError ? "!" : "*");
    if (left) {
      const std::string words = cutToColumns(besideText(event), m_left);
      line.put(lane - 1 - textColumns(words), words);
      return;
    }
    const bool last = event.from + 1 >= m_timeline.lanes().size();
    line.put(lane + 2, cutToColumns(besideText(event), last ? kMostBeside : std::max(4, m_gap - 3)));
  }

  std::string legend() const {
    constexpr std::array<std::pair<EventSource, std::string_view>, 3> kSigns = {
        {{EventSource::kObserved, "--->"}, {EventSource::kInferred, "- - >"}, {EventSource::kSimulated, ". . >"}}};
    std::string text;
    for (const auto& [source, sign] : kSigns) {
      const bool used = std::ranges::any_of(
          m_timeline.events(), [source = source](const TimelineEvent& event) { return event.source == source; });
      if (!used) continue;
      const std::string state = bracketed(" ", source);
      text += (text.empty() ? "" : "     ") + std::string(sign) + ' ' + state + "  " + m_words.source(source);
    }
    return text.empty() ? text : '\n' + text + '\n';
  }

  const Timeline& m_timeline;
  const LadderWords& m_words;
  LadderRows m_rows;
  int m_left = 4;
  int m_gap = kLeastGap;
};

}  // namespace

std::string ladderText(const Timeline& timeline, const LadderOptions& options, const LadderWords& words, int columns) {
  LadderOptions closeTogether = options;
  closeTogether.linearTime = false;
  return TextWriter(timeline, closeTogether, words, columns).write();
}

}  // namespace synscope
