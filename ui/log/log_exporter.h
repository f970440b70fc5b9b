#pragma once

#include "core/engine/endpoint/traffic_export_job.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>

class QProgressBar;
class QPushButton;

namespace synscope {

class InlineMessage;

/// Runs one export at a time and says how far it is, with a button to stop it, and what came of it.
class LogExporter : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LogExporter(QWidget* parent = nullptr);
  ~LogExporter() override;

  void exportTo(const QString& file, std::shared_ptr<const TrafficLog> log, TrafficExportOptions options,
                TrafficSelection selection);
  bool running() const { return m_running; }
  QString message() const;
  void say(const QString& text);

 Q_SIGNALS:
  void finished();

 protected:
  void retranslate() override;

 private:
  void onEnded();

  QProgressBar* m_progress;
  QPushButton* m_cancel;
  InlineMessage* m_message;
  std::unique_ptr<TrafficExportJob> m_job;
  QString m_file;
  bool m_running = false;
};

}  // namespace synscope
