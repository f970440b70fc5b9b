#include "ui/settings/settings_page.h"

#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/widgets/section.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kWidth = 620;
constexpr int kFieldWidth = 220;
constexpr int kFieldPadding = 16;  ///< A field is so much higher than its text; its label stands in the middle.

Text* caption() {
  auto* text = new Text(TextRole::kBody);
  text->setPlainLine();
  text->setMinimumHeight(text->fontMetrics().height() + kFieldPadding);
  return text;
}

Section* section(QFormLayout* form) {
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(space::kPage);
  form->setVerticalSpacing(space::kMedium);
  form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
  auto* content = new QWidget;
  content->setLayout(form);
  auto* made = new Section(content);
  made->setMaximumWidth(kWidth);
  return made;
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

SettingsPage::SettingsPage(SettingsStore& settings, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_layout(new QVBoxLayout(this)),
      m_looks(nullptr),
      m_limits(nullptr),
      m_reports(nullptr),
      m_language(new QComboBox),
      m_theme(new QComboBox),
      m_stepTimeout(new QDoubleSpinBox),
      m_scanTimeout(new QDoubleSpinBox),
      m_redact(new QCheckBox),
      m_forget(new QPushButton),
      m_languageCaption(caption()),
      m_themeCaption(caption()),
      m_stepCaption(caption()),
      m_scanCaption(caption()) {
  m_layout->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
  m_layout->setSpacing(space::kLarge);
  setupLooks();
  setupLimits();
  setupReports();
  m_layout->addStretch(1);
  load();
  connectChanges();
  retranslate();
}

void SettingsPage::setupLooks() {
  m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
  m_language->addItem(QStringLiteral("简体中文"), QStringLiteral("zh"));
  m_language->addItem(QStringLiteral("English + 中文"), QStringLiteral("both"));
  for (const auto choice : {ThemeChoice::kSystem, ThemeChoice::kLight, ThemeChoice::kDark})
    m_theme->addItem(QString(), name(choice));
  for (QComboBox* box : {m_language, m_theme})
    box->setFixedWidth(kFieldWidth);
  auto* form = new QFormLayout;
  form->addRow(m_languageCaption, m_language);
  form->addRow(m_themeCaption, m_theme);
  m_looks = section(form);
  m_layout->addWidget(m_looks);
}

void SettingsPage::setupLimits() {
  setupSeconds(m_stepTimeout, 120);
  setupSeconds(m_scanTimeout, 60);
  auto* form = new QFormLayout;
  form->addRow(m_stepCaption, m_stepTimeout);
  form->addRow(m_scanCaption, m_scanTimeout);
  m_limits = section(form);
  m_layout->addWidget(m_limits);
}

void SettingsPage::setupReports() {
  auto* form = new QFormLayout;
  form->addRow(m_redact);
  auto* left = new QHBoxLayout;
  left->addWidget(m_forget);
  left->addStretch(1);
  form->addRow(left);
  m_reports = section(form);
  m_layout->addWidget(m_reports);
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
  m_languageCaption->setText(tr("Language"));
  m_themeCaption->setText(tr("Theme"));
  m_stepCaption->setText(tr("Each step of a diagnosis"));
  m_scanCaption->setText(tr("Each attempt of a scan"));
  m_theme->setItemText(0, tr("As the system"));
  m_theme->setItemText(1, tr("Light"));
  m_theme->setItemText(2, tr("Dark"));
  m_stepTimeout->setSuffix(tr(" s"));
  m_scanTimeout->setSuffix(tr(" s"));
  m_redact->setText(tr("Hide addresses and names in saved reports"));
  m_forget->setText(tr("Forget earlier targets"));
  m_language->setAccessibleName(m_languageCaption->text());
  m_theme->setAccessibleName(m_themeCaption->text());
  m_stepTimeout->setAccessibleName(m_stepCaption->text());
  m_scanTimeout->setAccessibleName(m_scanCaption->text());
}

}  // namespace synscope
