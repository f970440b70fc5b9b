#include "ui/shell/help_dialog.h"

#include "ui/widgets/text.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QKeySequence>
#include <QVBoxLayout>

namespace synscope {
namespace {

Text* paragraph(TextRole role, const QString& words) {
  auto* text = new Text(role);
  text->setText(words);
  return text;
}

void addKey(QFormLayout* form, const QKeySequence& keys, const QString& what) {
  form->addRow(paragraph(TextRole::kMono, keys.toString(QKeySequence::NativeText)), paragraph(TextRole::kBody, what));
}

QFormLayout* keys() {
  auto* form = new QFormLayout;
  form->setHorizontalSpacing(space::kPage);
  form->setVerticalSpacing(space::kSmall);
  addKey(form, Qt::CTRL | Qt::Key_1, QCoreApplication::translate("Help", "Go to a page (1 to 7)"));
  addKey(form, Qt::CTRL | Qt::Key_L, QCoreApplication::translate("Help", "Type a target"));
  addKey(form, Qt::Key_Return, QCoreApplication::translate("Help", "Start"));
  addKey(form, Qt::Key_Escape, QCoreApplication::translate("Help", "Stop what runs"));
  addKey(form, QKeySequence::Copy, QCoreApplication::translate("Help", "Copy what is selected, or the result"));
  addKey(form, QKeySequence::Save, QCoreApplication::translate("Help", "Save the report or the table"));
  addKey(form, Qt::Key_F1, QCoreApplication::translate("Help", "This help"));
  return form;
}

}  // namespace

void showHelp(QWidget* parent) {
  auto* dialog = new QDialog(parent);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(QCoreApplication::translate("Help", "Help"));
  auto* layout = new QVBoxLayout(dialog);
  layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kLarge);
  layout->setSpacing(space::kLarge);
  layout->addWidget(paragraph(TextRole::kTitle, QStringLiteral("SynScope " SYNSCOPE_VERSION)));
  layout->addWidget(paragraph(
      TextRole::kBody,
      QCoreApplication::translate("Help",
                                  "Type a host and a port and press Diagnose. SynScope tries to connect, looks at each "
                                  "layer and at the way there, and says what is wrong, who did it, and what to do "
                                  "next. It needs no administrator rights.")));
  layout->addLayout(keys());
  layout->addStretch(1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
  layout->addWidget(buttons);
  dialog->setMinimumWidth(480);
  dialog->show();
}

}  // namespace synscope
