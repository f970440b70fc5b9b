#include "ui/log/log_bar.h"

#include "ui/log/payload_decoder.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>

namespace synscope {
namespace {

QToolButton* iconButton(const char* icon) {
  auto* button = new QToolButton;
  button->setIcon(lineIcon(QString::fromLatin1(icon)));
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

QToolButton* switchButton() {
  auto* button = new QToolButton;
  button->setCheckable(true);
  button->setFocusPolicy(Qt::StrongFocus);
  return button;
}

void setWords(QComboBox* box, const QStringList& words, const QString& name) {
  const QSignalBlocker quiet(box);
  while (box->count() < words.size())
    box->addItem({});
  for (int i = 0; i < words.size(); ++i)
    box->setItemText(i, words[i]);
  box->setAccessibleName(name);
  box->setToolTip(name);
}

}  // namespace

LogBar::LogBar(QWidget* parent)
    : Localized(parent),
      m_search(new QLineEdit),
      m_kind(new QComboBox),
      m_case(switchButton()),
      m_previous(iconButton("chevron-up")),
      m_next(iconButton("chevron-down")),
      m_matches(new Text(TextRole::kCaption)),
      m_only(switchButton()),
      m_follow(switchButton()),
      m_export(new QPushButton),
      m_direction(new QComboBox),
      m_payload(new QComboBox),
      m_encoding(new QComboBox),
      m_time(new QComboBox) {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(space::kSmall);
  rows->addLayout(searchRow());
  rows->addLayout(lookRow());
  setupExport();
  connectAll();
  retranslate();
}

QHBoxLayout* LogBar::searchRow() {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kTight);
  m_search->setClearButtonEnabled(true);
  m_search->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  m_search->setMinimumWidth(160);
  m_search->installEventFilter(this);
  m_matches->setPlainLine();
  m_matches->setMuted(true);
  m_matches->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("9,999 of 9,999,999")));
  m_matches->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  row->addWidget(m_search, 1);
  for (QWidget* widget : std::initializer_list<QWidget*>{m_kind, m_case, m_matches, m_previous, m_next, m_only})
    row->addWidget(widget);
  return row;
}

QHBoxLayout* LogBar::lookRow() {
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kTight);
  m_encoding->addItems(textEncodings());
  for (QWidget* widget : std::initializer_list<QWidget*>{m_direction, m_payload, m_encoding, m_time})
    row->addWidget(widget);
  row->addStretch(1);
  m_follow->setIcon(lineIcon(QStringLiteral("follow")));
  m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_follow->setChecked(true);
  row->addWidget(m_follow);
  row->addWidget(m_export);
  return row;
}

void LogBar::setupExport() {
  m_export->setIcon(lineIcon(QStringLiteral("save")));
  auto* menu = new QMenu(m_export);
  for (const auto format :
       {TrafficFormat::kText, TrafficFormat::kCsv, TrafficFormat::kJsonLines, TrafficFormat::kPcapng})
    connect(menu->addAction(QString()), &QAction::triggered, this, [this, format] { Q_EMIT exportWanted(format); });
  m_export->setMenu(menu);
}

void LogBar::connectAll() {
  connect(m_search, &QLineEdit::textChanged, this, &LogBar::searchChanged);
  connect(m_kind, &QComboBox::currentIndexChanged, this, &LogBar::searchChanged);
  connect(m_case, &QToolButton::toggled, this, &LogBar::searchChanged);
  connect(m_only, &QToolButton::toggled, this, &LogBar::onlyMatchesChanged);
  connect(m_previous, &QToolButton::clicked, this, &LogBar::previousWanted);
  connect(m_next, &QToolButton::clicked, this, &LogBar::nextWanted);
  connect(m_direction, &QComboBox::currentIndexChanged, this, &LogBar::directionChanged);
  connect(m_encoding, &QComboBox::currentIndexChanged, this, &LogBar::searchChanged);
  for (QComboBox* box : {m_payload, m_encoding, m_time})
    connect(box, &QComboBox::currentIndexChanged, this, &LogBar::lookChanged);
  connect(m_follow, &QToolButton::toggled, this, &LogBar::followWanted);
}

bool LogBar::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_search && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers().testFlag(Qt::ShiftModifier)) {
      Q_EMIT previousWanted();
      return true;
    }
    if (enter) {
      Q_EMIT nextWanted();
      return true;
    }
  }
  return Localized::eventFilter(watched, event);
}

QString LogBar::searchText() const {
  return m_search->text();
}

PatternKind LogBar::patternKind() const {
  return static_cast<PatternKind>(m_kind->currentIndex());
}

bool LogBar::caseSensitive() const {
  return m_case->isChecked();
}

bool LogBar::onlyMatches() const {
  return m_only->isChecked();
}

std::optional<TrafficDirection> LogBar::direction() const {
  if (m_direction->currentIndex() <= 0) return std::nullopt;
  return m_direction->currentIndex() == 1 ? TrafficDirection::kIn : TrafficDirection::kOut;
}

TimeStyle LogBar::timeStyle() const {
  return static_cast<TimeStyle>(m_time->currentIndex());
}

PayloadStyle LogBar::payloadStyle() const {
  return static_cast<PayloadStyle>(m_payload->currentIndex());
}

QString LogBar::encoding() const {
  return m_encoding->currentText();
}

void LogBar::setSearchText(const QString& text) {
  m_search->setText(text);
}

void LogBar::setPatternKind(PatternKind kind) {
  m_kind->setCurrentIndex(static_cast<int>(kind));
}

void LogBar::setPayloadStyle(PayloadStyle style) {
  m_payload->setCurrentIndex(static_cast<int>(style));
}

void LogBar::setEncoding(const QString& encoding) {
  m_encoding->setCurrentText(encoding);
}

void LogBar::setFollowing(bool following) {
  const QSignalBlocker quiet(m_follow);
  m_follow->setChecked(following);
}

void LogBar::setOnlyMatches(bool only) {
  m_only->setChecked(only);
}

void LogBar::setDirection(std::optional<TrafficDirection> direction) {
  m_direction->setCurrentIndex(!direction ? 0 : *direction == TrafficDirection::kIn ? 1 : 2);
}

void LogBar::focusSearch() {
  m_search->setFocus(Qt::ShortcutFocusReason);
  m_search->selectAll();
}

void LogBar::setMatchText(const QString& text) {
  m_matches->setTone(Tone::kNeutral);
  m_matches->setText(text);
}

QString LogBar::matchText() const {
  return m_matches->text();
}

void LogBar::setSearchError(const QString& error) {
  m_matches->setTone(Tone::kBad);
  m_matches->setText(error);
}

void LogBar::retranslate() {
  m_search->setPlaceholderText(tr("Search in what was sent and received"));
  m_search->setAccessibleName(tr("Search"));
  setWords(m_kind, {tr("Text"), tr("Hex"), tr("Expression")},
           tr("What the search is: text, hexadecimal (?? is any byte), or a regular expression"));
  setWords(m_direction, {tr("Both directions"), tr("Received"), tr("Sent")}, tr("Direction"));
  setWords(m_payload, {tr("Text"), tr("Hex"), tr("Text and hex")},
           tr("How payloads are shown. In text ⇤ is CR, ↵ LF, ⇥ a tab, ⎋ ESC"));
  setWords(m_time, {tr("Time of day"), tr("Since the start")}, tr("Time"));
  m_encoding->setAccessibleName(tr("Encoding of text"));
  m_encoding->setToolTip(tr("Encoding of text"));
  m_case->setText(QStringLiteral("Aa"));
  m_case->setToolTip(tr("Match upper and lower case"));
  m_case->setAccessibleName(m_case->toolTip());
  m_previous->setToolTip(tr("Previous match (Shift+F3)"));
  m_previous->setAccessibleName(m_previous->toolTip());
  m_next->setToolTip(tr("Next match (F3)"));
  m_next->setAccessibleName(m_next->toolTip());
  m_only->setText(tr("Only matches"));
  m_only->setToolTip(tr("Hide records without a match"));
  m_follow->setText(tr("Follow"));
  m_follow->setToolTip(tr("Keep the newest record in sight (Ctrl+End)"));
  m_export->setText(tr("Export"));
  const QStringList formats{tr("Text…"), tr("CSV…"), tr("JSON Lines…"), tr("pcapng (headers synthesized)…")};
  for (int i = 0; i < formats.size(); ++i)
    m_export->menu()->actions()[i]->setText(formats[i]);
}

}  // namespace synscope
