#pragma once

#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_picture.h"
#include "ui/plots/plot_time_view.h"
#include "ui/widgets/localized.h"

#include <functional>
#include <map>
#include <vector>

class QVBoxLayout;

namespace synscope {

class InlineMessage;
class PlotBar;
class TimePlot;

/// Plots under one another with the same time and the same cursor, one bar and one legend.
class PlotStack : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit PlotStack(QWidget* parent = nullptr);
  ~PlotStack() override;

  PlotTimeView& view() { return m_view; }
  PlotBar& bar() { return *m_bar; }
  PlotLegend& legend() { return *m_legend; }
  /// @param stretch Share of the height.
  TimePlot& add(int stretch = 1);
  void clear();
  int count() const { return static_cast<int>(m_plots.size()); }
  TimePlot& plot(int index) { return *m_plots[static_cast<std::size_t>(index)]; }

  /// Draws what has come since: once per frame. @param seconds The time that data reaches to.
  void refresh(double seconds);
  /// After lines were added or renamed.
  void refreshLegend();

  /// Title, and what stands under it, of pictures; the title is the suggested name of files too.
  void setTitle(const QString& title, const QString& note, const QString& fileName);
  /// As the ending asks for: csv, svg, pdf, else png.
  bool saveTo(const QString& file);
  void askAndSave();
  QByteArray csv() const;

 protected:
  void retranslate() override;
  void restyle() override;

 private:
  void toggle(const QString& name, bool shown);
  void setLogScale(bool log);
  void askAndSaveData();
  PlotSheet sheet() const;

  PlotTimeView m_view;
  PlotBar* m_bar;
  PlotLegend* m_legend;
  InlineMessage* m_message;
  QVBoxLayout* m_column;
  std::vector<TimePlot*> m_plots;
  std::map<QString, bool> m_hidden;
  QString m_title, m_note, m_fileName;
};

}  // namespace synscope
