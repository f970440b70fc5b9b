#pragma once

#include "core/logic/kernel/socket_view.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <array>

class QToolButton;

namespace synscope {

/// One switch with a live count for each TCP state and one for UDP. States that never occurred have none; one that has
/// occurred keeps it, so that nothing jumps.
class StateChips : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit StateChips(QWidget* parent = nullptr);

  void setCounts(const SocketView& view);
  SocketStates shownStates() const;
  bool udpShown() const;
  /// Words as hidden() gave them; others are left out.
  void setHidden(const QStringList& names);
  /// Names of what is switched off: "TIME_WAIT", "UDP".
  QStringList hidden() const;

 Q_SIGNALS:
  void changed();

 protected:
  void retranslate() override;

 private:
  static constexpr std::size_t kChips = std::size(kTcpStates) + 1;  ///< UDP is the last.

  void addChip(std::size_t index, QLayout& layout);

  std::array<QToolButton*, kChips> m_chips{};
  std::array<std::size_t, kChips> m_counts{};
  bool m_loading = false;
};

}  // namespace synscope
