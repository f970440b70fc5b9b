#include "ui/sockets/socket_filter_bar.h"

#include "core/logic/kernel/port_holders.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/sockets/state_chips.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/icon_label.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

namespace synscope {
namespace {

const QString kText = QStringLiteral("sockets/text");
const QString kProtocol = QStringLiteral("sockets/protocol");
const QString kHidden = QStringLiteral("sockets/hiddenStates");
const QString kListeners = QStringLiteral("sockets/listenersOnly");
const QString kFold = QStringLiteral("sockets/foldTimeWait");
const QString kInterval = QStringLiteral("sockets/intervalMs");

constexpr int kIntervalsMs[] = {500, 1000, 2000, 5000};
constexpr int kPausedIndex = static_cast<int>(std::size(kIntervalsMs));
constexpr int kUsualIndex = 1;
constexpr int kMostText = 200;

QToolButton* toggle(const QString& icon) {
  auto* button = new QToolButton;
  button->setCheckable(true);
  button->setIcon(lineIcon(icon));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

int indexOfInterval(const QString& remembered) {
  const auto* const found = std::ranges::find(kIntervalsMs, remembered.toInt());
  return found == std::end(kIntervalsMs) ? kUsualIndex : static_cast<int>(found - std::begin(kIntervalsMs));
}

}  // namespace

SocketFilterBar::SocketFilterBar(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_text(new QLineEdit),
      m_protocol(new QComboBox),
      m_listeners(toggle(QStringLiteral("ear"))),
      m_fold(toggle(QStringLiteral("fold"))),
      m_interval(new QComboBox),
      m_chips(new StateChips),
      m_answer(new QWidget),
      m_sentence(new BilingualLabel(TextRole::kBody)) {
  m_protocol->addItems({QString(), QStringLiteral("TCP"), QStringLiteral("UDP")});
  for (int index = 0; index <= kPausedIndex; ++index)
    m_interval->addItem(QString());
  m_text->setMaxLength(kMostText);
  m_text->setClearButtonEnabled(true);
  m_text->addAction(lineIcon(QStringLiteral("filter")), QLineEdit::LeadingPosition);
  m_text->setMinimumWidth(180);
  setupRows();
  restore();
  connectFields();
  retranslate();
}

void SocketFilterBar::setupRows() {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(space::kSmall);
  auto* line = new QHBoxLayout;
  line->setSpacing(space::kSmall);
  line->addWidget(m_text, 1);
  line->addWidget(m_protocol);
  line->addWidget(m_listeners);
  line->addWidget(m_fold);
  line->addWidget(m_interval);
  rows->addLayout(line);
  rows->addWidget(m_chips);
  auto* inset = new QHBoxLayout(m_answer);
  inset->setContentsMargins(0, 0, 0, 0);
  inset->setSpacing(space::kSmall);
  inset->addWidget(new IconLabel(QStringLiteral("info"), Tone::kInfo, 18), 0, Qt::AlignTop);
  inset->addWidget(m_sentence, 1);
  m_answer->hide();
  rows->addWidget(m_answer);
}

void SocketFilterBar::restore() {
  m_text->setText(m_settings.text(kText).left(kMostText));
  m_protocol->setCurrentIndex(m_settings.text(kProtocol) == QLatin1String("tcp")   ? 1
                              : m_settings.text(kProtocol) == QLatin1String("udp") ? 2
                                                                                   : 0);
  m_chips->setHidden(m_settings.text(kHidden).split(QLatin1Char(','), Qt::SkipEmptyParts));
  m_listeners->setChecked(m_settings.flag(kListeners, false));
  m_fold->setChecked(m_settings.flag(kFold, true));
  m_lastInterval = indexOfInterval(m_settings.text(kInterval));
  m_interval->setCurrentIndex(m_lastInterval);
}

void SocketFilterBar::connectFields() {
  connect(m_text, &QLineEdit::textChanged, this, &SocketFilterBar::changed);
  connect(m_protocol, &QComboBox::currentIndexChanged, this, &SocketFilterBar::changed);
  connect(m_listeners, &QToolButton::toggled, this, &SocketFilterBar::changed);
  connect(m_fold, &QToolButton::toggled, this, &SocketFilterBar::changed);
  connect(m_chips, &StateChips::changed, this, &SocketFilterBar::changed);
  connect(m_interval, &QComboBox::currentIndexChanged, this, [this](int index) {
    if (index != kPausedIndex) {
      m_lastInterval = index;
      m_settings.setText(kInterval, QString::number(kIntervalsMs[index]));
    }
    Q_EMIT intervalChanged();
  });
}

void SocketFilterBar::changed() {
  if (m_restoring) return;
  static const QString kProtocols[] = {QString(), QStringLiteral("tcp"), QStringLiteral("udp")};
  m_settings.setText(kText, m_text->text());
  m_settings.setText(kProtocol, kProtocols[m_protocol->currentIndex()]);
  m_settings.setText(kHidden, m_chips->hidden().join(QLatin1Char(',')));
  m_settings.setFlag(kListeners, m_listeners->isChecked());
  m_settings.setFlag(kFold, m_fold->isChecked());
  Q_EMIT filterChanged();
}

SocketViewSettings SocketFilterBar::filter() const {
  SocketViewSettings settings;
  const std::string text = m_text->text().trimmed().toStdString();
  settings.filter.port = portAskedFor(text);
  if (!settings.filter.port) settings.filter.text = text;
  if (m_protocol->currentIndex() == 1) settings.filter.protocol = Protocol::kTcp;
  if (m_protocol->currentIndex() == 2) settings.filter.protocol = Protocol::kUdp;
  settings.filter.states = m_chips->shownStates();
  settings.udp = m_chips->udpShown();
  settings.listenersOnly = m_listeners->isChecked();
  settings.foldTimeWait = m_fold->isChecked();
  return settings;
}

std::optional<Duration> SocketFilterBar::interval() const {
  const int index = m_interval->currentIndex();
  if (index == kPausedIndex) return std::nullopt;
  return std::chrono::milliseconds(kIntervalsMs[index]);
}

void SocketFilterBar::setPaused(bool paused) {
  m_interval->setCurrentIndex(paused ? kPausedIndex : m_lastInterval);
}

void SocketFilterBar::setText(const QString& text) {
  m_text->setText(text);
}

void SocketFilterBar::clear() {
  m_restoring = true;
  m_text->clear();
  m_protocol->setCurrentIndex(0);
  m_chips->setHidden({});
  m_listeners->setChecked(false);
  m_restoring = false;
  changed();
}

void SocketFilterBar::focusText() {
  m_text->setFocus();
  m_text->selectAll();
}

void SocketFilterBar::showView(const SocketView& view) {
  m_chips->setCounts(view);
  answer(view);
}

void SocketFilterBar::answer(const SocketView& view) {
  const auto port = portAskedFor(m_text->text().trimmed().toStdString());
  BilingualText sentences;
  if (port) {
    const std::span listed = std::span(view.snapshot->rows).first(view.snapshot->listed);
    for (const Phrase& phrase : portHolders(listed, *port)) {
      const BilingualText title = Catalogue::instance().title(phrase);
      sentences.en += (sentences.en.isEmpty() ? QString() : QStringLiteral("\n")) + title.en;
      sentences.zh += (sentences.zh.isEmpty() ? QString() : QStringLiteral("\n")) + title.zh;
    }
  }
  m_sentence->setText(sentences);
  m_answer->setVisible(!sentences.isEmpty());
}

void SocketFilterBar::retranslate() {
  const QSignalBlocker protocol(m_protocol), interval(m_interval);
  m_text->setPlaceholderText(tr("Address, port or process"));
  m_text->setAccessibleName(tr("Filter"));
  m_text->setToolTip(tr("Type a port to see who holds it"));
  m_protocol->setItemText(0, tr("TCP and UDP"));
  m_protocol->setAccessibleName(tr("Protocol"));
  m_listeners->setText(tr("Listeners"));
  m_listeners->setToolTip(tr("Show only sockets that wait for others"));
  m_fold->setText(tr("Fold TIME_WAIT"));
  m_fold->setToolTip(tr("One row for all finished connections between the same two addresses"));
  for (int index = 0; index < kPausedIndex; ++index)
    m_interval->setItemText(index, tr("every %1 s").arg(shownLocale().toString(kIntervalsMs[index] / 1000.0)));
  m_interval->setItemText(kPausedIndex, tr("paused"));
  m_interval->setAccessibleName(tr("How often the table is read"));
  m_interval->setToolTip(m_interval->accessibleName());
}

}  // namespace synscope
