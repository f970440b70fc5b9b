#include "ui/timeline/recording_files.h"

#include "core/engine/timeline/recording_file.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QRegularExpression>
#include <QStandardPaths>

namespace synscope {
namespace {

QString say(const char* text) {
  return QCoreApplication::translate("RecordingFiles", text);
}

QFileDialog* dialogFor(QWidget* parent, const QString& title) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
  return dialog;
}

/// "HTML (*.html)" gives "html".
QString suffixOf(const QString& filter) {
  static const QRegularExpression suffix(QStringLiteral("\\*\\.(\\w+)"));
  return suffix.match(filter).captured(1);
}

}  // namespace

void askToSaveRecording(QWidget* parent, const QString& suggestedName, std::function<Recording()> make,
                        std::function<void(bool, const QString&)> done) {
  QFileDialog* dialog = dialogFor(parent, say(QT_TRANSLATE_NOOP("RecordingFiles", "Save the recording")));
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters(
      {say(QT_TRANSLATE_NOOP("RecordingFiles", "SynScope recording, can be opened again (*.synscope)")),
       say(QT_TRANSLATE_NOOP("RecordingFiles", "Web page with pictures (*.html)")), QStringLiteral("Markdown (*.md)"),
       QStringLiteral("JSON (*.json)")});
  dialog->setDefaultSuffix(QStringLiteral("synscope"));
  dialog->selectFile(suggestedName + QStringLiteral(".synscope"));
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                   [dialog](const QString& filter) { dialog->setDefaultSuffix(suffixOf(filter)); });
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [make = std::move(make), done = std::move(done)](const QString& file) {
                     const auto error = saveRecording(make(), file, shownLanguage());
                     if (error) return done(false, shownError(*error));
                     done(true, say(QT_TRANSLATE_NOOP("RecordingFiles", "Saved: %1")).arg(file));
                   });
  dialog->open();
}

void askToOpenRecording(QWidget* parent, std::function<void(std::shared_ptr<const Recording>)> opened,
                        std::function<void(const QString&)> failed) {
  QFileDialog* dialog = dialogFor(parent, say(QT_TRANSLATE_NOOP("RecordingFiles", "Open a recording")));
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({say(QT_TRANSLATE_NOOP("RecordingFiles", "Recordings (*.synscope *.json)")),
                          say(QT_TRANSLATE_NOOP("RecordingFiles", "All files (*)"))});
  QObject::connect(dialog, &QFileDialog::fileSelected, parent,
                   [opened = std::move(opened), failed = std::move(failed)](const QString& file) {
                     auto read = openRecording(file);
                     if (!read) return failed(shownError(read.error()));
                     opened(std::make_shared<const Recording>(std::move(read).value()));
                   });
  dialog->open();
}

QString fileNameFor(const std::string& title) {
  static const QRegularExpression strange(QStringLiteral("[^A-Za-z0-9._-]+"));
  QString name = QString::fromStdString(title).left(60).replace(strange, QStringLiteral("-"));
  while (name.startsWith(QLatin1Char('-')))
    name.remove(0, 1);
  return QStringLiteral("synscope-") + (name.isEmpty() ? QStringLiteral("recording") : name);
}

}  // namespace synscope
