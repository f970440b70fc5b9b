#include "ui/settings/settings_page.h"

#include "ui/companion/sharing_view.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr int kFieldWidth = 220;
constexpr int kFieldPadding = 16;  ///< A field is so much higher than its text; its label stands in the middle.

Text* caption() {
  auto* text = new Text(TextRole::kBody);
  text->setPlainLine();
  text->setMinimumHeight(text->fontMetrics().height() + kFieldPadding);
  return text;
}

Text* hint() {
  auto* text = new Text(TextRole::kBody);
  text->setMuted(true);
  return text;
}

Duration seconds(double value) {
  return std::chrono::milliseconds(static_cast<int>(value * 1000 + 0.5));
}

void setupSeconds(QDoubleSpinBox* box, double most) {
  box->setRange(0.1, most);
  box->setDecimals(1);
  box->setSingleStep(0.5);
  box->setFixedWidth(kFieldWidth);
}

}  // namespace

SettingsPage::SettingsPage(SettingsStore& settings, CompanionHost& companion, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_layout(new QVBoxLayout),
      m_looks(nullptr),
      m_limits(nullptr),
      m_reports(nullptr),
      m_sharing(new Section(new SharingView(companion))),
      m_language(new QComboBox),
      m_theme(new QComboBox),
      m_stepTimeout(new QDoubleSpinBox),
      m_scanTimeout(new QDoubleSpinBox),
      m_redact(new QCheckBox),
      m_forget(new QPushButton),
      m_languageCaption(caption()),
      m_themeCaption(caption()),
      m_stepCaption(caption()),
      m_scanCaption(caption()),
      m_redactCaption(caption()),
      m_forgetCaption(caption()),
      m_languageHint(hint()),
      m_themeHint(hint()),
      m_stepHint(hint()),
      m_scanHint(hint()),
      m_redactHint(hint()),
      m_forgetHint(hint()) {
  setupScrolling();
  setupLooks();
  setupLimits();
  setupReports();
  m_layout->addWidget(m_sharing);
  m_layout->addStretch(1);
  load();
  connectChanges();
  retranslate();
}

void SettingsPage::setupScrolling() {
  auto* area = new QScrollArea;
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  auto* content = new QWidget;
  content->setLayout(m_layout);
  area->setWidget(content);
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->addWidget(area);
  m_layout->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
  m_layout->setSpacing(space::kLarge);
}

void SettingsPage::addRow(QGridLayout* grid, Text* caption, QWidget* field, Text* hint) {
  const int row = grid->rowCount();
  grid->addWidget(caption, row, 0);
  grid->addWidget(field, row, 1, Qt::AlignLeft);
  grid->addWidget(hint, row, 2);
}

Section* SettingsPage::addSection(QGridLayout* grid) {
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(space::kPage);
  grid->setVerticalSpacing(space::kMedium);
  grid->setColumnStretch(2, 1);
  auto* content = new QWidget;
  content->setLayout(grid);
  auto* section = new Section(content);
  m_layout->addWidget(section);
  return section;
}

void SettingsPage::setupLooks() {
  m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
  m_language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh"));
  m_language->addItem(QStringLiteral("English + 中文"), QStringLiteral("both"));
  for (const auto choice : {ThemeChoice::kSystem, ThemeChoice::kLight, ThemeChoice::kDark})
    m_theme->addItem(QString(), name(choice));
  for (QComboBox* box : {m_language, m_theme})
    box->setFixedWidth(kFieldWidth);
  auto* grid = new QGridLayout;
  addRow(grid, m_languageCaption, m_language, m_languageHint);
  addRow(grid, m_themeCaption, m_theme, m_themeHint);
  m_looks = addSection(grid);
}

void SettingsPage::setupLimits() {
  setupSeconds(m_stepTimeout, 120);
  setupSeconds(m_scanTimeout, 60);
  auto* grid = new QGridLayout;
  addRow(grid, m_stepCaption, m_stepTimeout, m_stepHint);
  addRow(grid, m_scanCaption, m_scanTimeout, m_scanHint);
  m_limits = addSection(grid);
}

void SettingsPage::setupReports() {
  auto* grid = new QGridLayout;
  m_forget->setFixedWidth(kFieldWidth);
  addRow(grid, m_redactCaption, m_redact, m_redactHint);
  addRow(grid, m_forgetCaption, m_forget, m_forgetHint);
  m_reports = addSection(grid);
}

/// The captions of all cards have one width, so that the fields stand in one column.
void SettingsPage::alignCaptions() {
  const std::array captions{m_languageCaption, m_themeCaption,  m_stepCaption,
                            m_scanCaption,     m_redactCaption, m_forgetCaption};
  int widest = 0;
  for (const Text* text : captions)
    widest = std::max(widest, text->fontMetrics().horizontalAdvance(text->text()) + 2);
  for (Text* text : captions)
    text->setFixedWidth(widest);
  m_redact->setFixedWidth(kFieldWidth);
}

void SettingsPage::load() {
  m_language->setCurrentIndex(m_language->findData(name(shownLanguage())));
  m_theme->setCurrentIndex(m_theme->findData(name(m_settings.theme())));
  m_stepTimeout->setValue(toMs(m_settings.stepTimeout()) / 1000);
  m_scanTimeout->setValue(toMs(m_settings.scanTimeout()) / 1000);
  m_redact->setChecked(m_settings.redactReports());
}

void SettingsPage::connectChanges() {
  connect(m_language, &QComboBox::currentIndexChanged, this, [this] {
    const auto chosen = languageFromName(m_language->currentData().toString());
    if (!chosen) return;
    m_settings.setLanguage(*chosen);
    showLanguage(*chosen);
  });
  connect(m_theme, &QComboBox::currentIndexChanged, this, [this] {
    const auto chosen = themeFromName(m_theme->currentData().toString());
    if (!chosen) return;
    m_settings.setTheme(*chosen);
    applyTheme(*chosen);
  });
  connect(m_stepTimeout, &QDoubleSpinBox::valueChanged, this,
          [this](double s) { m_settings.setStepTimeout(seconds(s)); });
  connect(m_scanTimeout, &QDoubleSpinBox::valueChanged, this,
          [this](double s) { m_settings.setScanTimeout(seconds(s)); });
  connect(m_redact, &QCheckBox::toggled, this, [this](bool on) { m_settings.setRedactReports(on); });
  connect(m_forget, &QPushButton::clicked, this, [this] {
    m_settings.forgetTargets();
    m_forget->setEnabled(false);
  });
}

void SettingsPage::focusFirst() {
  m_forget->setEnabled(!m_settings.targets().isEmpty());
  m_language->setFocus();
}

void SettingsPage::retranslate() {
  m_looks->setHeading(tr("Appearance"));
  m_limits->setHeading(tr("Time limits"));
  m_reports->setHeading(tr("Reports and history"));
  m_sharing->setHeading(tr("Two ends"));
  m_languageCaption->setText(tr("Language"));
  m_themeCaption->setText(tr("Theme"));
  m_stepCaption->setText(tr("Each step of a diagnosis"));
  m_scanCaption->setText(tr("Each attempt of a scan"));
  m_theme->setItemText(0, tr("As the system"));
  m_theme->setItemText(1, tr("Light"));
  m_theme->setItemText(2, tr("Dark"));
  m_stepTimeout->setSuffix(tr(" s"));
  m_scanTimeout->setSuffix(tr(" s"));
  m_redactCaption->setText(tr("Saved reports"));
  m_redact->setText(tr("Hide addresses and names"));
  m_forgetCaption->setText(tr("Earlier targets"));
  m_forget->setText(tr("Forget them"));
  setHints();
  alignCaptions();
  m_language->setAccessibleName(m_languageCaption->text());
  m_theme->setAccessibleName(m_themeCaption->text());
  m_stepTimeout->setAccessibleName(m_stepCaption->text());
  m_scanTimeout->setAccessibleName(m_scanCaption->text());
}

void SettingsPage::setHints() {
  m_languageHint->setText(tr("With both, every explanation is shown in English and in Chinese."));
  m_themeHint->setText(tr("Changes at once."));
  m_stepHint->setText(tr("What has not answered by then counts as silent. Far or slow hosts need more."));
  m_scanHint->setText(tr("Silent ports wait this long, and are tried again."));
  m_redactHint->setText(tr("Labels such as host-1 and router-1 stand in their place."));
  m_forgetHint->setText(tr("They are kept on this machine only, for the target field."));
}

}  // namespace synscope
