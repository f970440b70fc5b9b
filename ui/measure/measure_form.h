#pragma once

#include "ui/widgets/form_field.h"
#include "ui/widgets/localized.h"

#include <functional>
#include <vector>

class QHBoxLayout;
class QPushButton;

namespace synscope {

class DisclosureButton;
class FieldGroup;
class InlineMessage;
struct Error;

/// What is filled in before a measurement: a few fields beside the main button, the rest under "More options". Fields
/// that mean nothing now are hidden; the main button starts, and stops what runs.
class MeasureForm : public Localized<QWidget> {
  Q_OBJECT

 public:
  /// What a field says. Choices are in the order of their values.
  struct Words {
    QString label, placeholder, hint;
    QStringList choices = {};
  };

  /// Says the first error, or remembers what is typed and begins.
  virtual void submit() = 0;
  /// What runs needs the room of the options.
  void setRunning(bool running);
  bool isRunning() const { return m_running; }
  void setMoreShown(bool shown);
  /// What is wrong, as it is said; empty: nothing.
  QString errorText() const;
  void focusFirst();

 Q_SIGNALS:
  void stopRequested();
  void historyRequested();

 protected:
  explicit MeasureForm(QWidget* parent);

  /// @param more At most; fewer where the window is narrow.
  void setColumns(int basic, int more);
  /// @param columns How many it takes. @param basic Always there; else under "More options".
  void addField(FormField* field, int columns, bool basic);
  /// Stands below the fields, at the right.
  void addTool(QWidget* tool);
  const std::vector<FormField*>& fields() const { return m_fields; }
  FormField& fieldAt(int field) const;
  void fill(const std::function<QString(int field)>& text);
  /// Below the fields, in the whole width: beside its field it would be as narrow as a number.
  void showError(int field, const Error& error);
  void showError(int field, const QString& sentence);
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

  virtual Words wordsOf(int field) const = 0;
  /// Whether it means anything for what is chosen so far.
  virtual bool isMeant(int field) const = 0;

 private:
  void setupLayout();
  void refresh();
  void fitColumns();

  std::vector<FormField*> m_fields;
  FieldGroup* m_basic;
  FieldGroup* m_more;
  InlineMessage* m_wrong;
  DisclosureButton* m_moreButton;
  QHBoxLayout* m_tools;
  QPushButton* m_history;
  QPushButton* m_button;
  int m_mostColumns = 4;
  bool m_running = false;
  bool m_filling = false;
};

/// Values and labels of a choice of IPv4, IPv6 or either.
QStringList familyValues();
QStringList familyLabels();

}  // namespace synscope
