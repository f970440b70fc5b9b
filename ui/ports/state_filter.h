#pragma once

#include "ui/ports/scan_rows.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <array>

class QHBoxLayout;
class QLineEdit;
class QToolButton;

namespace synscope {

/// One switch for each state with its live count, and a line to search in. Closed and silent ports are hidden at first.
class StateFilter : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit StateFilter(QWidget* parent = nullptr);

  void setCounts(const std::array<std::uint64_t, kPortStates>& counts);
  std::array<bool, kPortStates> shownStates() const;
  void setShown(PortState state, bool shown);
  QString text() const;

 Q_SIGNALS:
  void statesChanged();
  void textChanged(const QString& text);

 protected:
  void retranslate() override;

 private:
  void addChip(PortState state);

  std::array<QToolButton*, kPortStates> m_chips{};
  std::array<std::uint64_t, kPortStates> m_counts{};
  QHBoxLayout* m_layout;
  QLineEdit* m_text;
};

}  // namespace synscope
