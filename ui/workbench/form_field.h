#pragma once

#include "ui/workbench/session_draft.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace synscope {

class Text;

/// One field of the session form: its name, the control, and under it what is wrong with what was typed.
class FormField : public QWidget {
  Q_OBJECT

 public:
  enum class Control { kLine, kFile, kSwitch, kChoice };

  /// @param choices For kChoice: name() of each value, in order.
  FormField(SessionField field, Control control, QStringList choices = {}, QWidget* parent = nullptr);

  SessionField field() const { return m_field; }
  QString text() const;
  void setText(const QString& text);
  void setWords(const QString& label, const QString& placeholder, const QString& hint);
  /// @param labels In the order of the choices.
  void setChoiceLabels(const QStringList& labels);
  void showError(const QString& sentence);
  void clearError();
  void focusControl();

 Q_SIGNALS:
  void edited();
  void submitted();

 private:
  void setupControl(Control control);
  void setupLayout();
  void askForFile();

  SessionField m_field;
  QStringList m_choices;
  Text* m_caption;
  Text* m_error;
  QLineEdit* m_line = nullptr;
  QCheckBox* m_switch = nullptr;
  QComboBox* m_choice = nullptr;
};

}  // namespace synscope
