#include "ui/timeline/recording_view.h"

#include "core/logic/base/display_text.h"
#include "core/logic/endpoint/life_summary.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/timeline/life_view.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/text.h"

#include <QDateTime>
#include <QListWidget>
#include <QSplitter>
#include <QVBoxLayout>

namespace synscope {
namespace {

/// "203.0.113.80:443", and below how it ended.
QString rowText(const RecordedConnection& connection) {
  const std::vector<Phrase> summary = lifeSummary(connection.life);
  return QStringLiteral("#%1 ").arg(connection.row.id) + QString::fromStdString(connection.row.peer.toString()) +
         QLatin1Char('\n') + (connection.life.timeline.empty() ? QStringLiteral("UDP") : label(summary.front()));
}

}  // namespace

RecordingView::RecordingView(QWidget* parent)
    : Localized(parent),
      m_headline(new Text(TextRole::kStrong)),
      m_leftOut(new InlineMessage),
      m_list(new QListWidget),
      m_columns(new QSplitter(Qt::Horizontal)),
      m_life(new LifeView) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  m_list->setSpacing(3);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setMinimumWidth(180);
  m_life->setLive(false);
  m_columns->setChildrenCollapsible(false);
  m_columns->addWidget(m_list);
  m_columns->addWidget(m_life);
  m_columns->setStretchFactor(1, 1);
  m_columns->setSizes({220, 880});
  layout->addWidget(m_headline);
  layout->addWidget(m_leftOut);
  layout->addWidget(m_columns, 1);
  connect(m_list, &QListWidget::currentRowChanged, this, &RecordingView::showConnection);
  retranslate();
}

void RecordingView::showRecording(std::shared_ptr<const Recording> recording) {
  m_recording = std::move(recording);
  m_life->setRecorder([kept = m_recording] { return kept ? *kept : Recording(); });
  retranslate();
  m_list->setVisible(m_recording && m_recording->connections.size() > 1);
  m_list->setCurrentRow(0);
  showConnection(m_list->currentRow());
}

void RecordingView::retranslate() {
  m_list->setAccessibleName(tr("Connections of the recording"));
  m_headline->setText(headline());
  if (m_recording && m_recording->omittedConnections > 0) {
    m_leftOut->say(Tone::kInfo,
                   tr("%1 older connections are not in this recording.").arg(m_recording->omittedConnections));
  } else {
    m_leftOut->clear();
  }
  fillList();
}

void RecordingView::fillList() {
  const int current = m_list->currentRow();
  const QSignalBlocker quiet(m_list);
  m_list->clear();
  if (!m_recording) return;
  for (const RecordedConnection& connection : m_recording->connections)
    m_list->addItem(rowText(connection));
  m_list->setCurrentRow(current);
}

QString RecordingView::headline() const {
  if (!m_recording) return {};
  const QDateTime saved = QDateTime::fromMSecsSinceEpoch(m_recording->savedAtNs / 1'000'000, Qt::OffsetFromUTC,
                                                         m_recording->clock.utcOffsetSeconds);
  return label({"recording.kind." + std::string(name(m_recording->kind)), {}}) + QStringLiteral(" · ") +
         shown(m_recording->title) + QStringLiteral(" · ") +
         tr("saved %1").arg(saved.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss t")));
}

void RecordingView::showConnection(int row) {
  const bool known = m_recording && row >= 0 && row < static_cast<int>(m_recording->connections.size());
  if (!known) return m_life->showLife(nullptr);
  const ConnectionLife& life = m_recording->connections[static_cast<std::size_t>(row)].life;
  m_life->showLife(std::shared_ptr<const ConnectionLife>(m_recording, &life));
}

}  // namespace synscope
