#include "ui/widgets/form_field.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kMostCharacters = 4096;

}  // namespace

FormField::FormField(int id, const QString& key, Control control, QStringList choices, QWidget* parent)
    : QWidget(parent),
      m_id(id),
      m_choices(std::move(choices)),
      m_caption(new Text(TextRole::kCaption)),
      m_error(new Text(TextRole::kCaption)) {
  setObjectName(key);
  setupControl(control);
  setupLayout();
}

void FormField::setupControl(Control control) {
  switch (control) {
    case Control::kSwitch:
      m_switch = new QCheckBox;
      connect(m_switch, &QCheckBox::toggled, this, &FormField::edited);
      break;
    case Control::kChoice:
      m_choice = new QComboBox;
      for (const QString& choice : m_choices)
        m_choice->addItem(choice, choice);
      connect(m_choice, &QComboBox::currentIndexChanged, this, &FormField::edited);
      break;
    default:
      m_line = new QLineEdit;
      m_line->setMaxLength(kMostCharacters);
      connect(m_line, &QLineEdit::textChanged, this, &FormField::edited);
      connect(m_line, &QLineEdit::returnPressed, this, &FormField::submitted);
  }
  if (control == Control::kSecret) m_line->setEchoMode(QLineEdit::Password);
  if (control != Control::kFile) return;
  QAction* browse = m_line->addAction(lineIcon(QStringLiteral("folder")), QLineEdit::TrailingPosition);
  connect(browse, &QAction::triggered, this, &FormField::askForFile);
}

void FormField::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kTight);
  m_caption->setPlainLine();
  m_caption->setMuted(true);
  m_error->setTone(Tone::kBad);
  m_error->hide();
  QWidget* control = m_line != nullptr ? static_cast<QWidget*>(m_line)
                                       : (m_choice != nullptr ? static_cast<QWidget*>(m_choice) : m_switch);
  if (m_switch == nullptr) m_caption->setBuddy(control);
  m_caption->setVisible(m_switch == nullptr);
  if (m_switch != nullptr) m_switch->setMinimumHeight(QLineEdit().sizeHint().height());
  column->addWidget(m_caption);
  if (m_switch != nullptr) column->addSpacing(m_caption->sizeHint().height() + space::kTight);
  column->addWidget(control);
  column->addWidget(m_error);
  column->addStretch(1);
}

QString FormField::text() const {
  if (m_switch != nullptr) return m_switch->isChecked() ? QStringLiteral("1") : QString();
  return m_choice != nullptr ? m_choice->currentData().toString() : m_line->text();
}

void FormField::setText(const QString& text) {
  if (m_switch != nullptr) return m_switch->setChecked(!text.isEmpty());
  if (m_line != nullptr) return m_line->setText(text);
  m_choice->setCurrentIndex(std::max(0, m_choice->findData(text)));
}

void FormField::setWords(const QString& label, const QString& placeholder, const QString& hint) {
  m_caption->setText(label);
  if (m_switch != nullptr) m_switch->setText(label);
  if (m_line != nullptr) m_line->setPlaceholderText(placeholder);
  for (QWidget* control :
       {static_cast<QWidget*>(m_line), static_cast<QWidget*>(m_choice), static_cast<QWidget*>(m_switch)}) {
    if (control == nullptr) continue;
    control->setAccessibleName(label);
    control->setToolTip(hint);
  }
}

void FormField::setChoiceLabels(const QStringList& labels) {
  for (int index = 0; index < labels.size(); ++index)
    m_choice->setItemText(index, labels[index]);
}

void FormField::showError(const QString& sentence) {
  m_error->setSentence(sentence);
  m_error->show();
  fitError();
  focusControl();
}

/// A grid asks for heights before it knows widths: every line of the sentence has to be kept free.
void FormField::fitError() {
  if (!m_error->isHidden()) m_error->setMinimumHeight(m_error->heightForWidth(std::max(1, width())));
}

void FormField::resizeEvent(QResizeEvent*) {
  fitError();
}

void FormField::clearError() {
  m_error->hide();
}

void FormField::focusControl() {
  if (m_line == nullptr) return (m_choice != nullptr ? static_cast<QWidget*>(m_choice) : m_switch)->setFocus();
  m_line->setFocus();
  m_line->selectAll();
}

void FormField::askForFile() {
  auto* dialog = new QFileDialog(this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, m_line, &QLineEdit::setText);
  dialog->open();
}

}  // namespace synscope
