#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/session_draft.h"

#include <QWidget>

#include <vector>

class QPushButton;

namespace synscope {

class DisclosureButton;
class FieldGroup;
class FormField;
class KindChooser;
class Text;

/// What is to be opened: three kinds, the few fields each needs, everything else under "More options". What is wrong is
/// said at its field; nothing typed is lost, also when another kind is tried.
class SessionForm : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SessionForm(QWidget* parent = nullptr);

  SessionDraft draft() const;
  void setDraft(const SessionDraft& draft);
  /// Says the first error, or emits submitted().
  void submit();
  void setMoreShown(bool shown);
  void focusFirst();

 Q_SIGNALS:
  void submitted(const synscope::EndpointSettings& settings);

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void makeFields();
  void setupLayout();
  FormField* field(SessionField field) const;
  void onEdited(FormField* edited);
  void fillFromHost(FormField* host);
  void refresh();
  void fitColumns();

  KindChooser* m_kind;
  std::vector<FormField*> m_fields;
  std::vector<FieldGroup*> m_groups;
  Text* m_roleHint;
  DisclosureButton* m_moreButton;
  QWidget* m_more;
  QPushButton* m_open;
  bool m_filling = false;
};

}  // namespace synscope
