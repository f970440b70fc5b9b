#pragma once

#include "ui/timeline/ladder_paint.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

namespace synscope {

/// What the lines and signs of a ladder stand for, in as many rows as the width asks for.
class LadderLegend : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LadderLegend(QWidget* parent = nullptr);

  /// Whether anything of what is shown only happened in the simulator.
  void setShowsSimulated(bool shows);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void retranslate() override;

 private:
  struct Entry {
    LadderItem sign;
    QString words;
  };

  /// Calls `place` for each entry with its place; returns the height of all.
  template <typename Place>
  int flow(int width, Place place) const;

  LadderPaint m_paint;
  std::vector<Entry> m_entries;
  bool m_showsSimulated = false;
};

}  // namespace synscope
