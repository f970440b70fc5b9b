#include "ui/log/log_exporter.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/inline_message.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QPushButton>

namespace synscope {
namespace {

constexpr int kParts = 1000;

}  // namespace

LogExporter::LogExporter(QWidget* parent)
    : Localized(parent), m_progress(new QProgressBar), m_cancel(new QPushButton), m_message(new InlineMessage) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kSmall);
  m_progress->setTextVisible(false);
  m_progress->setFixedHeight(10);
  m_progress->setFixedWidth(160);
  m_progress->setRange(0, kParts);
  row->addWidget(m_message);
  row->addWidget(m_progress);
  row->addWidget(m_cancel);
  m_progress->hide();
  m_cancel->hide();
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    if (m_job) m_job->cancel();
  });
  retranslate();
}

LogExporter::~LogExporter() = default;

void LogExporter::exportTo(const QString& file, std::shared_ptr<const TrafficLog> log, TrafficExportOptions options,
                           TrafficSelection selection) {
  if (m_running) return;
  m_file = file;
  m_running = true;
  m_message->clear();
  m_progress->setValue(0);
  m_progress->show();
  m_cancel->show();
  m_job = std::make_unique<TrafficExportJob>(std::move(log), file, std::move(options), std::move(selection));
  connect(m_job.get(), &TrafficExportJob::progressed, this, [this](quint64 done, quint64 total) {
    const double share = total > 0 ? static_cast<double>(done) / static_cast<double>(total) : 0;
    m_progress->setValue(static_cast<int>(share * kParts));
  });
  connect(m_job.get(), &Job::ended, this, &LogExporter::onEnded);
  m_job->start();
}

void LogExporter::onEnded() {
  m_running = false;
  m_progress->hide();
  m_cancel->hide();
  const auto result = m_job->result();
  if (!result)
    m_message->confirm(tr("Stopped; nothing was written"));
  else if (!result->ok())
    m_message->say(Tone::kBad, shownError(result->error()));
  else
    m_message->confirm(
        tr("%n record(s) saved as %1", nullptr, static_cast<int>(result->value())).arg(shown(m_file.toStdString())));
  Q_EMIT finished();
}

QString LogExporter::message() const {
  return m_message->text();
}

void LogExporter::say(const QString& text) {
  m_message->confirm(text);
}

void LogExporter::retranslate() {
  m_cancel->setText(tr("Cancel"));
  m_progress->setAccessibleName(tr("Export"));
}

}  // namespace synscope
