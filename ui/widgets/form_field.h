#pragma once

#include <QStringList>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace synscope {

class Text;

/// One field of a form: its name, the control, and under it what is wrong with what was typed.
class FormField : public QWidget {
  Q_OBJECT

 public:
  /// kSecret: a line that shows nothing of what is typed.
  enum class Control { kLine, kSecret, kFile, kSwitch, kChoice };

  /// @param id,key Which field of its form it is, as a number and as a word.
  /// @param choices For kChoice: name() of each value, in order.
  FormField(int id, const QString& key, Control control, QStringList choices = {}, QWidget* parent = nullptr);

  int id() const { return m_id; }
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

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void fitError();
  void setupControl(Control control);
  void setupLayout();
  void askForFile();

  int m_id;
  QStringList m_choices;
  Text* m_caption;
  Text* m_error;
  QLineEdit* m_line = nullptr;
  QCheckBox* m_switch = nullptr;
  QComboBox* m_choice = nullptr;
};

}  // namespace synscope
