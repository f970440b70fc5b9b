#include "ui/sockets/listener_health_bar.h"

#include "core/engine/base/catalogue.h"
#include "core/logic/base/phrase.h"
#include "ui/shell/language.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/fill_bar.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>

namespace synscope {
namespace {

Tone toneOf(ListenerLevel level) {
  switch (level) {
    case ListenerLevel::kFull: return Tone::kBad;
    case ListenerLevel::kFilling: return Tone::kWarn;
    case ListenerLevel::kHealthy: break;
  }
  return Tone::kGood;
}

QString iconOf(ListenerLevel level) {
  return level == ListenerLevel::kHealthy ? QStringLiteral("check") : QStringLiteral("warn");
}

/// Linux takes one more than the limit: that is when a queue is full.
double shareOf(const ListenerHealth& health) {
  return static_cast<double>(health.acceptQueue) / (static_cast<double>(health.backlog) + 1.0);
}

void addGrowth(std::vector<Phrase>& phrases, const char* key, const std::optional<std::uint64_t>& grown) {
  if (grown.value_or(0) > 0) phrases.push_back({key, {{"count", std::to_string(*grown)}}});
}

}  // namespace

std::vector<Phrase> listenerWarnings(const std::string& address, const ListenerHealth& health,
                                     const std::optional<TcpCounters>& justGrown) {
  std::vector<Phrase> phrases;
  if (health.level != ListenerLevel::kHealthy)
    phrases.push_back({"listener." + std::string(name(health.level)),
                       {{"address", address},
                        {"queue", std::to_string(health.acceptQueue)},
                        {"backlog", std::to_string(health.backlog)}}});
  if (!justGrown) return phrases;
  addGrowth(phrases, "listener.overflows-growing", justGrown->listenOverflows);
  addGrowth(phrases, "listener.syn-drops-growing", justGrown->requestQueueFullDrops);
  addGrowth(phrases, "listener.syncookies-growing", justGrown->syncookiesSent);
  return phrases;
}

BilingualText sentencesOf(const std::vector<Phrase>& phrases) {
  BilingualText words;
  for (const Phrase& phrase : phrases) {
    const CatalogueEntry entry = Catalogue::instance().entry(phrase);
    words.en += (words.en.isEmpty() ? QString() : QStringLiteral("\n")) + entry.title.en + QStringLiteral(". ") +
                entry.plain.en;
    words.zh += (words.zh.isEmpty() ? QString() : QStringLiteral("\n")) + entry.title.zh + QStringLiteral("。") +
                entry.plain.zh;
  }
  return words;
}

ListenerHealthBar::ListenerHealthBar(QWidget* parent)
    : Localized(parent),
      m_icon(new IconLabel(QStringLiteral("check"), Tone::kGood, 18)),
      m_queue(new Text(TextRole::kBody)),
      m_bar(new FillBar),
      m_others(new Text(TextRole::kBody)),
      m_warning(new BilingualLabel(TextRole::kBody)) {
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(space::kTight);
  auto* line = new QHBoxLayout;
  line->setSpacing(space::kSmall);
  line->addWidget(m_icon);
  m_queue->setWordWrap(false);
  line->addWidget(m_queue);
  line->addWidget(m_bar, 1);
  rows->addLayout(line);
  m_others->setMuted(true);
  rows->addWidget(m_others);
  rows->addWidget(m_warning);
  setVisible(false);
}

void ListenerHealthBar::setHealth(const std::string& address, const ListenerHealth& health,
                                  const std::optional<TcpCounters>& grown,
                                  const std::optional<TcpCounters>& justGrown) {
  m_address = address;
  m_health = health;
  m_grown = grown;
  m_justGrown = justGrown;
  retranslate();
  setVisible(true);
}

void ListenerHealthBar::setRow(const SocketRow& row, const std::optional<TcpCounters>& grown,
                               const std::optional<TcpCounters>& justGrown) {
  if (row.listener) return setHealth(localText(row), *row.listener, grown, justGrown);
  m_health.reset();
  setVisible(false);
}

void ListenerHealthBar::retranslate() {
  if (!m_health) return;
  const QLocale plain = shownLocale();
  const auto count = [&](const std::optional<std::uint64_t>& value) {
    return value ? plain.toString(qulonglong(*value)) : tr("not reported");
  };
  const auto grown = m_grown.value_or(TcpCounters{});
  const Tone tone = toneOf(m_health->level);
  m_icon->setIcon(iconOf(m_health->level), tone);
  m_queue->setText(
      tr("Accept queue: %1 of %2").arg(plain.toString(m_health->acceptQueue), plain.toString(m_health->backlog)));
  m_bar->setShare(shareOf(*m_health), tone);
  m_others->setText(tr("Half-open: %1 · All listeners since you look: turned away %2, SYN cookies %3")
                        .arg(plain.toString(qulonglong(m_health->halfOpen)), count(grown.listenOverflows),
                             count(grown.syncookiesSent)));
  const BilingualText words = sentencesOf(listenerWarnings(m_address, *m_health, m_justGrown));
  m_warning->setText(words);
  m_warning->setVisible(!words.isEmpty());
}

QString ListenerHealthBar::asText() const {
  QStringList parts{m_queue->text(), m_others->text(), m_warning->shownText()};
  parts.removeAll(QString());
  return m_health ? parts.join(QLatin1Char('\n')) : QString();
}

}  // namespace synscope
