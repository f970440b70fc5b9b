#include "ui/measure/measure_form.h"

#include "core/logic/base/ip_address.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/disclosure_button.h"
#include "ui/widgets/field_group.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/keep_width.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kLeastFieldWidth = 150;

/// "Time" of "Time (s)".
QString withoutNote(const QString& label) {
  return label.section(QLatin1Char('('), 0, 0).section(QChar(0xff08), 0, 0).trimmed();
}

/// The button stands beside the controls, below the height of their captions.
QLayout* besideControls(QPushButton* button) {
  auto* column = new QVBoxLayout;
  column->setSpacing(0);
  column->addSpacing(QFontMetrics(fontFor(TextRole::kCaption)).height() + space::kTight);
  column->addWidget(button);
  column->addStretch(1);
  return column;
}

}  // namespace

MeasureForm::MeasureForm(QWidget* parent)
    : Localized(parent),
      m_basic(new FieldGroup),
      m_more(new FieldGroup),
      m_wrong(new InlineMessage),
      m_moreButton(new DisclosureButton),
      m_tools(new QHBoxLayout),
      m_history(new QPushButton),
      m_button(new QPushButton) {
  setupLayout();
  connect(m_button, &QPushButton::clicked, this, [this] { m_running ? stopRequested() : submit(); });
  connect(m_moreButton, &DisclosureButton::toggled, this, &MeasureForm::setMoreShown);
  connect(m_history, &QPushButton::clicked, this, &MeasureForm::historyRequested);
}

void MeasureForm::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kSmall);
  m_button->setProperty("primary", true);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kMedium);
  row->addWidget(m_basic, 1, Qt::AlignTop);
  row->addLayout(besideControls(m_button));
  column->addLayout(row);
  m_history->setFlat(true);
  m_tools->setSpacing(space::kMedium);
  m_tools->addWidget(m_moreButton);
  m_tools->addStretch(1);
  m_tools->addWidget(m_history);
  column->addLayout(m_tools);
  column->addWidget(m_more);
  column->addWidget(m_wrong);
  m_more->hide();
}

void MeasureForm::setColumns(int basic, int more) {
  m_basic->setColumns(basic);
  m_mostColumns = more;
  fitColumns();
}

void MeasureForm::fitColumns() {
  m_more->setColumns(std::clamp(width() / kLeastFieldWidth, 2, m_mostColumns));
}

void MeasureForm::resizeEvent(QResizeEvent*) {
  fitColumns();
  refresh();
}

void MeasureForm::addField(FormField* field, int columns, bool basic) {
  (basic ? m_basic : m_more)->add(field, columns);
  m_fields.push_back(field);
  connect(field, &FormField::submitted, this, &MeasureForm::submit);
  connect(field, &FormField::edited, this, [this] {
    m_wrong->clear();
    refresh();
  });
}

void MeasureForm::addTool(QWidget* tool) {
  m_tools->insertWidget(m_tools->count() - 1, tool);
}

FormField& MeasureForm::fieldAt(int wanted) const {
  return **std::ranges::find(m_fields, wanted, [](const FormField* each) { return each->id(); });
}

void MeasureForm::fill(const std::function<QString(int field)>& text) {
  m_filling = true;
  for (FormField* each : m_fields) {
    each->setText(text(each->id()));
  }
  m_wrong->clear();
  m_filling = false;
  refresh();
}

void MeasureForm::showError(int wrong, const Error& error) {
  showError(wrong, shownFault(error));
}

void MeasureForm::showError(int wrong, const QString& sentence) {
  FormField& field = fieldAt(wrong);
  if (m_more->isAncestorOf(&field)) setMoreShown(true);
  field.focusControl();
  const QString colon = labelLanguage() == Language::kChinese ? QStringLiteral("：") : QStringLiteral(": ");
  m_wrong->say(Tone::kBad, withoutNote(wordsOf(wrong).label) + colon + sentence);
}

QString MeasureForm::errorText() const {
  return m_wrong->text();
}

void MeasureForm::setRunning(bool running) {
  m_running = running;
  if (running) setMoreShown(false);
  retranslate();
}

void MeasureForm::setMoreShown(bool shown) {
  m_moreButton->setChecked(shown);
  m_more->setVisible(shown);
  refresh();
}

void MeasureForm::focusFirst() {
  m_fields.front()->focusControl();
}

void MeasureForm::refresh() {
  if (m_filling) return;
  const auto wanted = [this](const FormField& each) { return isMeant(each.id()); };
  m_basic->showWhere(wanted);
  if (m_moreButton->isChecked()) m_more->showWhere(wanted);
}

void MeasureForm::retranslate() {
  for (FormField* each : m_fields) {
    const Words words = wordsOf(each->id());
    each->setWords(words.label, words.placeholder, words.hint);
    if (!words.choices.isEmpty()) each->setChoiceLabels(words.choices);
  }
  m_moreButton->setText(tr("More options"));
  m_history->setText(tr("Earlier runs"));
  m_history->setIcon(lineIcon(QStringLiteral("history")));
  m_button->setText(m_running ? tr("Stop") : tr("Start"));
  keepWidth(*m_button, {tr("Stop"), tr("Start")});
  m_button->setIcon(lineIconOnAccent(m_running ? QStringLiteral("stop") : QStringLiteral("play")));
  refresh();
}

QStringList familyValues() {
  return {QString(), shown(name(IpFamily::kV4)), shown(name(IpFamily::kV6))};
}

QStringList familyLabels() {
  return {MeasureForm::tr("IPv4 and IPv6"), QStringLiteral("IPv4"), QStringLiteral("IPv6")};
}

}  // namespace synscope
