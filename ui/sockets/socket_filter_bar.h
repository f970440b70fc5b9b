#pragma once

#include "core/logic/kernel/socket_view.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace synscope {

class BilingualLabel;
class IconLabel;
class SettingsStore;
class StateChips;

/// What of the table is shown and how often it is read; remembered. Typing a port asks who holds it.
class SocketFilterBar : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SocketFilterBar(SettingsStore& settings, QWidget* parent = nullptr);

  /// The order is not part of the bar.
  SocketViewSettings filter() const;
  /// nullopt: paused.
  std::optional<Duration> interval() const;
  void setPaused(bool paused);
  bool isPaused() const { return !interval(); }

  void setText(const QString& text);
  /// Shows everything again.
  void clear();
  void focusText();
  /// Counts of the states, and who holds the port asked for.
  void showView(const SocketView& view);

 Q_SIGNALS:
  void filterChanged();
  void intervalChanged();

 protected:
  void retranslate() override;

 private:
  void setupRows();
  void restore();
  void connectFields();
  void changed();
  void answer(const SocketView& view);

  SettingsStore& m_settings;
  QLineEdit* m_text;
  QComboBox* m_protocol;
  QToolButton* m_listeners;
  QToolButton* m_fold;
  QComboBox* m_interval;
  StateChips* m_chips;
  QWidget* m_answer;
  BilingualLabel* m_sentence;
  int m_lastInterval = 1;  ///< Index into the choices, before the pause.
  bool m_restoring = false;
};

}  // namespace synscope
