#pragma once

#include "ui/plots/plot_time_view.h"
#include "ui/widgets/localized.h"

class QComboBox;
class QToolButton;

namespace synscope {

/// Above plots over time: follow or stand still, how much is seen, zoom, log scale, and what can be saved.
class PlotBar : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit PlotBar(PlotTimeView& view, QWidget* parent = nullptr);

  bool isLogScale() const;
  void setLogScale(bool log);

 Q_SIGNALS:
  void logScaleChanged(bool log);
  void saveRequested();
  void saveDataRequested();
  void copyRequested();

 protected:
  void retranslate() override;

 private:
  QToolButton* button(const char* icon);
  void setupLayout();
  void fillSpans();
  void showView();

  PlotTimeView& m_view;
  QToolButton* m_follow;
  QComboBox* m_span;
  QToolButton* m_closer;
  QToolButton* m_wider;
  QToolButton* m_all;
  QToolButton* m_log;
  QToolButton* m_save;
};

}  // namespace synscope
