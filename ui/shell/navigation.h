#pragma once

#include "ui/widgets/localized.h"

#include <QWidget>

#include <functional>
#include <vector>

class QButtonGroup;
class QVBoxLayout;

namespace synscope {

/// The pages at the left edge. Arrow keys move, one page is always current.
class Navigation : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit Navigation(QWidget* parent = nullptr);

  /// @param label Asked again whenever the language changes.
  void addPage(const QString& icon, std::function<QString()> label);
  void setCurrent(int index);
  int current() const;
  int count() const { return static_cast<int>(m_labels.size()); }

 Q_SIGNALS:
  void chosen(int index);

 protected:
  void retranslate() override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QVBoxLayout* m_layout;
  QButtonGroup* m_buttons;
  std::vector<std::function<QString()>> m_labels;
};

}  // namespace synscope
