#pragma once

#include "ui/log/log_line.h"
#include "ui/widgets/localized.h"

#include <QAbstractScrollArea>
#include <QHash>

#include <optional>
#include <vector>

namespace synscope {

class LogRows;

/// The records of a log, one in each row. Reads and draws only what can be seen, so that a frame costs the same for ten
/// records and for ten million. The selection is a range of rows, kept by its records while rows come in.
class LogLines : public Localized<QAbstractScrollArea> {
  Q_OBJECT

 public:
  explicit LogLines(LogRows* rows, QWidget* parent = nullptr);

  void setLook(const LogLook& look);
  const LogLook& look() const { return m_look; }
  /// Keeps the newest record in sight. Ends when somebody scrolls up or chooses a record.
  void setFollowing(bool following);
  bool isFollowing() const { return m_following; }
  /// Once per frame: shows what has come since.
  void refresh();
  /// Everything may have changed.
  void rebuild();

  /// The record that is selected, or the last one of several.
  std::optional<std::uint64_t> current() const { return m_current; }
  /// Selected rows, [first, end); empty when nothing is selected.
  struct Range {
    std::uint64_t first = 0, end = 0;
    std::uint64_t count() const { return end - first; }
  };
  Range selection() const;
  void select(std::uint64_t record, bool extend = false);
  void selectAll();
  void clearSelection();

  /// The first row in sight, and how many there is room for.
  std::uint64_t firstRow() const;
  int visibleRows() const;
  /// What stands in a row that is in sight; nullptr for others.
  const LogLine* lineAt(std::uint64_t row) const;

 Q_SIGNALS:
  void currentChanged();
  void followingChanged(bool following);

 protected:
  void retranslate() override;
  void restyle() override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void scrollContentsBy(int dx, int dy) override;

 private:
  class Header;
  struct Columns {
    int time = 0, arrow = 0, peer = 0, size = 0, payload = 0, hex = 0;  ///< Left edges; hex 0: one payload column.
    int right = 0;
  };

  void layoutColumns();
  void updateRange();
  void readLines();
  void readRun(std::uint64_t first, std::uint64_t count, QHash<std::uint64_t, LogLine>& into) const;
  void drawLine(QPainter& painter, const LogLine& line, int top, bool selected) const;
  void drawPayload(QPainter& painter, const QRect& cell, const QString& text, bool cut,
                   const std::optional<TextRange>& hit) const;
  void drawArrow(QPainter& painter, const QRect& cell, TrafficDirection direction) const;
  void paintHeader(QPainter& painter) const;
  void showRow(std::uint64_t row);
  std::optional<std::uint64_t> rowAt(int y) const;
  bool moveBy(QKeyEvent* event);

  LogRows* m_rows;
  Header* m_header;
  LogLook m_look;
  Columns m_columns;
  int m_rowHeight = 0, m_charWidth = 1;
  int m_peerWidth = 0;
  QHash<std::uint64_t, LogLine> m_lines;  ///< By record: those in sight.
  std::vector<std::uint64_t> m_shown;     ///< The records in sight, from the top.
  std::uint64_t m_knownRows = 0;
  std::optional<std::uint64_t> m_anchor, m_current;
  bool m_following = true, m_adjusting = false, m_stale = true;
};

}  // namespace synscope
