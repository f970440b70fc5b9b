#pragma once

#include <QColor>
#include <QWidget>

#include <vector>

class QAbstractButton;

namespace synscope {

class FlowLayout;

/// Names and colours of the lines; a click shows or hides one.
class PlotLegend : public QWidget {
  Q_OBJECT

 public:
  struct Entry {
    QString name;
    QColor color;
    bool dashed = false;
    bool shown = true;

    bool operator==(const Entry&) const = default;
  };

  explicit PlotLegend(QWidget* parent = nullptr);

  void setEntries(const std::vector<Entry>& entries);
  const std::vector<Entry>& entries() const { return m_entries; }

 Q_SIGNALS:
  void toggled(const QString& name, bool shown);

 private:
  FlowLayout* m_layout;
  std::vector<Entry> m_entries;
  std::vector<QAbstractButton*> m_buttons;
};

}  // namespace synscope
