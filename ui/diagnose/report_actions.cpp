#include "ui/diagnose/report_actions.h"

#include "core/engine/diagnose/report_findings.h"
#include "core/engine/diagnose/report_speaker.h"
#include "core/engine/timeline/event_words.h"
#include "core/logic/timeline/ladder_text.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>

#include <utility>

namespace synscope {
namespace {

const QString kFolder = QStringLiteral("report/folder");

QString ending(ReportFormat format) {
  switch (format) {
    case ReportFormat::kMarkdown: return QStringLiteral("md");
    case ReportFormat::kJson: return QStringLiteral("json");
    case ReportFormat::kHtml: break;
  }
  return QStringLiteral("html");
}

QStringList textIn(Language language, const DiagnosisVerdict& verdict) {
  const CatalogueEntry entry = Catalogue::instance().entry(verdict.words);
  QStringList lines{entry.title.in(language), entry.plain.in(language)};
  int number = 0;
  for (const Phrase& step : verdict.nextSteps) {
    const CatalogueEntry words = Catalogue::instance().entry(step);
    lines.append(QStringLiteral("%1. %2").arg(++number).arg(words.title.in(language)));
    lines.append(words.plain.in(language));
  }
  lines.removeAll(QString());
  return lines;
}

QString rowIn(Language language, const std::vector<BilingualText>& cells) {
  QStringList words;
  for (const BilingualText& cell : cells)
    words.append(cell.in(language));
  words.removeAll(QString());
  return QStringLiteral("- ") + words.join(QStringLiteral(": "));
}

QStringList textIn(Language language, const ReportFinding& finding) {
  QStringList lines{QString(), reportLabel(finding.heading).in(language), finding.verdict.title.in(language),
                    finding.verdict.plain.in(language)};
  int number = 0;
  for (const BilingualText& step : finding.verdict.steps)
    lines.append(QStringLiteral("%1. %2").arg(++number).arg(step.in(language)));
  for (const ReportFact& fact : finding.facts)
    lines.append(rowIn(language, {fact.label, fact.value}));
  for (const BilingualText& note : finding.notes)
    lines.append(rowIn(language, {note}));
  for (const std::vector<BilingualText>& row : finding.table.rows)
    lines.append(rowIn(language, row));
  if (finding.timeline.empty()) return lines;
  lines.append(QString());
  lines.append(QString::fromStdString(ladderText(finding.timeline, {}, ladderWords(language))));
  return lines;
}

QString textIn(Language language, const Diagnosis& diagnosis) {
  QStringList lines = textIn(language, *diagnosis.verdict);
  for (const ReportFinding& finding : reportFindings(diagnosis, ReportSpeaker(nullptr)))
    lines += textIn(language, finding);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

QString answerAsText(const Diagnosis& diagnosis) {
  if (!diagnosis.verdict) return {};
  const Language language = shownLanguage();
  if (language != Language::kBoth) return textIn(language, diagnosis);
  return textIn(Language::kEnglish, diagnosis) + QStringLiteral("\n\n") + textIn(Language::kChinese, diagnosis);
}

ReportActions::ReportActions(SettingsStore& settings, QWidget* window)
    : QObject(window),
      m_settings(settings),
      m_window(window),
      m_copy(new QPushButton),
      m_save(new QPushButton),
      m_menu(new QMenu(window)),
      m_html(nullptr),
      m_markdown(nullptr),
      m_json(nullptr),
      m_redact(nullptr) {
  m_copy->setIcon(lineIcon(QStringLiteral("copy")));
  m_save->setIcon(lineIcon(QStringLiteral("save")));
  connect(m_copy, &QPushButton::clicked, this, &ReportActions::copy);
  setupMenu();
  retranslate();
}

void ReportActions::setupMenu() {
  const auto add = [this](ReportFormat format) {
    return m_menu->addAction(QString(), this, [this, format] { askAndSave(format); });
  };
  m_html = add(ReportFormat::kHtml);
  m_markdown = add(ReportFormat::kMarkdown);
  m_json = add(ReportFormat::kJson);
  m_menu->addSeparator();
  m_redact = m_menu->addAction(QString());
  m_redact->setCheckable(true);
  m_redact->setChecked(m_settings.redactReports());
  m_save->setMenu(m_menu);
}

void ReportActions::setDiagnosis(const Diagnosis& diagnosis) {
  Diagnosis before = std::exchange(m_diagnosis, diagnosis);
  m_diagnosis.bothEnds = std::move(before.bothEnds);
  m_diagnosis.sizes = std::move(before.sizes);
  m_diagnosis.leftIdle = std::move(before.leftIdle);
  const bool sayable = diagnosis.verdict.has_value();
  m_copy->setEnabled(sayable);
  m_save->setEnabled(sayable);
}

void ReportActions::retranslate() {
  m_copy->setText(tr("Copy"));
  m_save->setText(tr("Save report"));
  m_html->setText(tr("Web page (HTML) …"));
  m_markdown->setText(tr("Markdown …"));
  m_json->setText(tr("JSON …"));
  m_redact->setText(tr("Hide addresses and names"));
}

void ReportActions::copy() {
  const QString text = answerAsText(m_diagnosis);
  if (text.isEmpty()) return;
  QGuiApplication::clipboard()->setText(text);
  Q_EMIT copied();
}

/// Where the last report went; at first the documents.
QString ReportActions::folder() const {
  const QString last = m_settings.text(kFolder);
  return !last.isEmpty() && QFileInfo(last).isDir()
             ? last
             : QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

void ReportActions::askAndSave(ReportFormat format) {
  if (!m_diagnosis.verdict) return;
  auto* dialog = new QFileDialog(m_window, tr("Save report"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(ending(format));
  dialog->setNameFilter(QStringLiteral("%1 (*.%2)").arg(ending(format).toUpper(), ending(format)));
  dialog->setDirectory(folder());
  dialog->selectFile(QStringLiteral("synscope-report.") + ending(format));
  connect(dialog, &QFileDialog::fileSelected, this, [this, format](const QString& file) { saveTo(file, format); });
  dialog->open();
}

bool ReportActions::saveTo(const QString& file, ReportFormat format) {
  QSaveFile out(file);
  const ReportOptions options{format, shownLanguage(), m_redact->isChecked()};
  if (out.open(QIODevice::WriteOnly) && out.write(writeReport(m_diagnosis, options)) >= 0 && out.commit()) {
    m_settings.setText(kFolder, QFileInfo(file).absolutePath());
    Q_EMIT saved(file);
    return true;
  }
  Q_EMIT failed({ErrorCode::kFileUnwritable, "save", file.toStdString()});
  return false;
}

}  // namespace synscope
