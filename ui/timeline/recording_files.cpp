#include "ui/timeline/recording_files.h"

#include "core/engine/endpoint/thread_job.h"
#include "core/engine/timeline/recording_file.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QRegularExpression>
#include <QStandardPaths>

#include <memory>
#include <optional>
#include <utility>

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

/// Reads or writes a file in a thread of its own: a recording may have tens of megabytes.
class FileJob : public ThreadJob {
 public:
  FileJob(std::function<void()> work, QObject* parent) : ThreadJob(parent), m_work(std::move(work)) {}
  ~FileJob() override { finishThread(); }

 protected:
  void work() override { m_work(); }

 private:
  std::function<void()> m_work;
};

template <typename Outcome>
void besideWindow(QWidget* parent, std::function<Outcome()> work, std::function<void(Outcome&)> done) {
  const auto outcome = std::make_shared<std::optional<Outcome>>();
  auto* job = new FileJob([outcome, work = std::move(work)] { *outcome = work(); }, parent);
  QObject::connect(job, &Job::ended, parent, [job, outcome, done = std::move(done)] {
    done(**outcome);
    job->deleteLater();
  });
  job->start();
}

/// "HTML (*.html)" gives "html".
QString suffixOf(const QString& filter) {
  static const QRegularExpression suffix(QStringLiteral("\\*\\.(\\w+)"));
  return suffix.match(filter).captured(1);
}

using Saved = std::optional<Error>;

void writeBeside(QWidget* parent, Recording recording, const QString& file,
                 std::function<void(bool, const QString&)> done) {
  const auto kept = std::make_shared<const Recording>(std::move(recording));
  besideWindow<Saved>(
      parent, [kept, file, language = shownLanguage()] { return saveRecording(*kept, file, language); },
      [file, done = std::move(done)](Saved& error) {
        if (error) return done(false, shownError(*error));
        done(true, say(QT_TRANSLATE_NOOP("RecordingFiles", "Saved: %1")).arg(file));
      });
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
                   [parent, make = std::move(make), done = std::move(done)](const QString& file) {
                     writeBeside(parent, make(), file, done);
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
                   [parent, opened = std::move(opened), failed = std::move(failed)](const QString& file) {
                     besideWindow<Result<Recording>>(
                         parent, [file] { return openRecording(file); },
                         [opened, failed](Result<Recording>& read) {
                           if (!read) return failed(shownError(read.error()));
                           opened(std::make_shared<const Recording>(std::move(read).value()));
                         });
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
