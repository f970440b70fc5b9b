#include "ui/workbench/session_header.h"

#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/text.h"
#include "ui/workbench/session_state.h"
#include "ui/workbench/session_title.h"
#include "ui/workbench/session_words.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace synscope {
namespace {

constexpr int kIcon = 24;

void setIfNew(Text* label, const QString& text) {
  if (label->text() != text) label->setText(text);
}

}  // namespace

SessionHeader::SessionHeader(SessionSource& session, QWidget* parent)
    : Localized(parent),
      m_session(session),
      m_title(new Text(TextRole::kHeading)),
      m_state(new Text(TextRole::kBody)),
      m_line(new Text(TextRole::kCaption)),
      m_traffic(new Text(TextRole::kCaption)),
      m_end(new QPushButton),
      m_endMenu(new QMenu(this)),
      m_close(new QPushButton),
      m_message(new InlineMessage),
      m_diagnose(new QPushButton) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kTight);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kMedium);
  row->addWidget(new IconLabel(kindIcon(session.settings().kind), Tone::kInfo, kIcon));
  auto* words = new QVBoxLayout;
  words->setSpacing(2);
  m_title->setWordWrap(false);
  m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  words->addWidget(m_title);
  words->addWidget(m_line);
  m_line->setMuted(true);
  row->addLayout(words, 1);
  auto* states = new QVBoxLayout;
  states->setSpacing(2);
  for (Text* text : {m_state, m_traffic}) {
    text->setPlainLine();
    text->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    states->addWidget(text);
  }
  m_traffic->setMuted(true);
  row->addLayout(states);
  setupEndings();
  row->addWidget(m_end);
  if (session.settings().kind == EndpointKind::kUdp) m_end->hide();
  row->addWidget(m_close);
  column->addLayout(row);
  auto* failure = new QHBoxLayout;
  failure->setSpacing(space::kMedium);
  failure->addWidget(m_message, 1, Qt::AlignVCenter);
  failure->addWidget(m_diagnose, 0, Qt::AlignVCenter);
  m_diagnose->setIcon(lineIcon(QStringLiteral("diagnose")));
  m_diagnose->hide();
  column->addLayout(failure);
  connect(m_close, &QPushButton::clicked, this,
          [this] { m_session.status().phase == SessionPhase::kEnded ? reopenRequested() : m_session.close(); });
  connect(m_diagnose, &QPushButton::clicked, this,
          [this] { Q_EMIT diagnoseRequested(targetOf(m_session.settings())); });
  connect(&session, &SessionSource::changed, this, &SessionHeader::retranslate);
  connect(&session, &SessionSource::failed, this, &SessionHeader::sayFailed);
  retranslate();
}

void SessionHeader::setupEndings() {
  m_end->setMenu(m_endMenu);
  m_end->setFlat(true);
  m_end->setEnabled(false);
}

void SessionHeader::fillEndings() {
  m_endMenu->clear();
  const auto add = [this](const QString& words, CloseMode mode) {
    m_endMenu->addAction(words, this, [this, mode] { Q_EMIT closeRequested(mode); });
  };
  add(tr("Close (FIN)"), CloseMode::kFin);
  add(tr("Half-close: FIN, and go on reading"), CloseMode::kHalf);
  add(tr("Reset (RST)"), CloseMode::kReset);
}

void SessionHeader::setClosable(bool closable) {
  m_end->setEnabled(closable);
}

/// The ends of a client's connection that the title does not tell, and what the kernel says of it.
QString SessionHeader::clientLine() const {
  const auto table = m_session.table();
  if (m_session.settings().kind != EndpointKind::kTcpClient || table->rows.empty()) return {};
  const ConnectionRow& row = table->rows.back();
  const QString local = shown(row.local.toString()), peer = shown(row.peer.toString());
  QStringList parts{m_title->text().endsWith(peer) ? tr("from %1").arg(local) : tr("%1 → %2").arg(local, peer)};
  if (row.state != TcpState::kUnknown) parts.append(shown(name(row.state)));
  if (row.rttUs) parts.append(tr("RTT %1").arg(shownTime(std::chrono::microseconds(*row.rttUs))));
  if (row.retransmits && *row.retransmits > 0) parts.append(tr("%1 sent again").arg(shownCount(*row.retransmits)));
  return parts.join(QStringLiteral("  ·  "));
}

/// What a server or UDP peer does with what comes in.
QString SessionHeader::roleLine() const {
  const EndpointSettings& settings = m_session.settings();
  if (settings.role == ServerRole::kTalk || settings.kind == EndpointKind::kTcpClient) return {};
  return tr("%1: %2").arg(roleLabel(settings.role), roleHint(settings.role));
}

/// What has passed, and how fast it goes.
QString SessionHeader::trafficLine(const TrafficRate& rate) const {
  const SessionCounters counters = m_session.counters();
  const auto one = [](const char* arrow, std::uint64_t bytes, double perSecond) {
    const QString total = QString::fromUtf8(arrow) + QLatin1Char(' ') + shownBytes(bytes);
    return perSecond < 1 ? total : total + QStringLiteral(" (%1)").arg(shownRate(perSecond));
  };
  return one("↓", counters.bytesIn, rate.in) + QStringLiteral("   ") + one("↑", counters.bytesOut, rate.out);
}

void SessionHeader::refresh(const TrafficRate& rate) {
  refreshState();
  setIfNew(m_traffic, trafficLine(rate));
}

void SessionHeader::refreshState() {
  const SessionState state = stateOf(m_session);
  setIfNew(m_state, state.words);
  m_state->setTone(state.tone);
  const QString line = clientLine() + roleLine();
  setIfNew(m_line, line);
  m_line->setVisible(!line.isEmpty());
}

void SessionHeader::sayFailed(ConnectionId connection, const Error& error) {
  if (connection != 0) return m_message->mention(Tone::kWarn, shownError(error));
  m_message->say(Tone::kBad, shownError(error));
}

void SessionHeader::setWarning(const QString& sentence) {
  if (sentence == m_warning || m_failed) return;
  m_warning = sentence;
  sentence.isEmpty() ? m_message->clear() : m_message->say(Tone::kWarn, sentence);
}

void SessionHeader::sayStatus(const SessionStatus& status) {
  if (status.failure) {
    m_message->say(status.phase == SessionPhase::kWaiting ? Tone::kWarn : Tone::kBad, failureOf(status));
  } else if (m_failed) {
    m_message->clear();
    m_warning.clear();
  }
  m_failed = status.failure.has_value();
  m_diagnose->setVisible(m_failed && !targetOf(m_session.settings()).isEmpty());
}

void SessionHeader::retranslate() {
  const SessionStatus status = m_session.status();
  const QString title = sessionTitle(m_session.settings(), status.local);
  setIfNew(m_title, title);
  m_title->setToolTip(title);
  const bool over = status.phase == SessionPhase::kEnded;
  const QString end = m_session.settings().kind == EndpointKind::kTcpServer ? tr("Stop") : tr("Close");
  m_close->setText(over ? tr("Open again") : end);
  keepWidth(*m_close, {tr("Open again"), end});
  m_close->setIcon(lineIcon(over ? QStringLiteral("play") : QStringLiteral("stop")));
  m_end->setText(tr("End connection"));
  m_end->setToolTip(m_session.settings().kind == EndpointKind::kTcpClient ? tr("How this connection is ended")
                                                                          : tr("Ends the connections chosen below"));
  fillEndings();
  m_diagnose->setText(tr("Diagnose this"));
  sayStatus(status);
  refreshState();
}

}  // namespace synscope
