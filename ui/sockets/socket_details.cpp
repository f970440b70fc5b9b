#include "ui/sockets/socket_details.h"

#include "core/engine/base/catalogue.h"
#include "ui/shell/shown_text.h"
#include "ui/sockets/listener_health_bar.h"
#include "ui/sockets/socket_facts.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QResizeEvent>

namespace synscope {
namespace {

constexpr int kSideBySideWidth = 760;

/// What is said about a socket: the first gives the heading.
std::vector<Phrase> phrasesFor(const SocketRow& row, std::uint32_t folded, bool gone, const Capability& processes) {
  std::vector<Phrase> phrases;
  if (row.protocol == Protocol::kUdp)
    phrases.push_back({row.remote.port == 0 ? "socket.udp-unconnected" : "socket.udp-connected", {}});
  else
    phrases.push_back({"tcp-state." + std::string(name(row.state)), {}});
  if (gone) phrases.push_back({"socket.gone", {}});
  if (folded > 0) phrases.push_back({"socket.folded", {{"count", std::to_string(folded)}}});
  if (row.timer) phrases.push_back({"tcp-timer." + std::string(name(row.timer->kind)), {}});
  if (!row.process && row.inode != 0 && !processes.available) {
    phrases.push_back({processes.reason, {}});
    if (!processes.remedy.empty()) phrases.push_back({processes.remedy, {}});
  }
  return phrases;
}

void append(QString& to, const QString& more, const QString& between) {
  if (!more.isEmpty()) to += to.isEmpty() ? more : between + more;
}

void append(BilingualText& to, const BilingualText& more) {
  append(to.en, more.en, QStringLiteral("\n"));
  append(to.zh, more.zh, QStringLiteral("\n"));
}

/// A heading that stands within a text.
BilingualText asSentence(const CatalogueEntry& entry) {
  if (entry.plain.isEmpty()) return entry.title;
  return {entry.title.en + QStringLiteral(": ") + entry.plain.en,
          entry.title.zh + QStringLiteral("：") + entry.plain.zh};
}

}  // namespace

SocketDetails::SocketDetails(QWidget* parent)
    : Localized(parent),
      m_halves(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_endpoints(new Text(TextRole::kMono)),
      m_title(new BilingualLabel(TextRole::kHeading)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_detail(new BilingualLabel(TextRole::kBody)),
      m_references(new Text(TextRole::kCaption)),
      m_health(new ListenerHealthBar),
      m_facts(new FactGrid) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(space::kSmall, space::kSmall, space::kMedium, space::kSmall);
  all->setSpacing(space::kSmall);
  all->addWidget(m_endpoints);
  auto* words = new QVBoxLayout;
  words->setSpacing(space::kSmall);
  m_detail->setMuted(true);
  m_references->setMuted(true);
  for (QWidget* widget :
       {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_plain), static_cast<QWidget*>(m_health),
        static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_references)})
    words->addWidget(widget);
  words->addStretch(1);
  auto* numbers = new QVBoxLayout;
  numbers->addWidget(m_facts);
  numbers->addStretch(1);
  m_halves->setSpacing(space::kPage);
  m_halves->addLayout(words, 1);
  m_halves->addLayout(numbers, 1);
  all->addLayout(m_halves, 1);
}

void SocketDetails::show(const SocketView& view, std::size_t row) {
  m_shown = Shown{view.snapshot, view.rows[row], view.socket(row), view.track(row).mark == SocketMark::kGone};
  refresh();
}

void SocketDetails::setGone() {
  if (!m_shown || m_shown->gone) return;
  m_shown->gone = true;
  refresh();
}

void SocketDetails::clear() {
  m_shown.reset();
}

void SocketDetails::retranslate() {
  m_phrases.clear();
  refresh();
}

void SocketDetails::refresh() {
  if (!m_shown) return;
  const SocketRow& row = m_shown->socket;
  const QString ends = row.remote.port == 0
                           ? shown(localText(row))
                           : QStringLiteral("%1  ↔  %2").arg(shown(localText(row)), shown(remoteText(row)));
  const QString protocol = row.protocol == Protocol::kTcp ? QStringLiteral("TCP  ") : QStringLiteral("UDP  ");
  m_endpoints->setText(protocol + ends);
  m_health->setRow(row, m_shown->snapshot->grown, m_shown->snapshot->justGrown);
  m_facts->setFacts(factsOf(*m_shown->snapshot, row));
  explain();
}

void SocketDetails::explain() {
  const auto phrases = phrasesFor(m_shown->socket, m_shown->row.folded, m_shown->gone, m_shown->snapshot->processes);
  BilingualText title, plain, detail;
  QStringList references;
  for (const Phrase& phrase : phrases) {
    const CatalogueEntry entry = Catalogue::instance().entry(phrase);
    append(plain, title.isEmpty() ? entry.plain : asSentence(entry));
    if (title.isEmpty()) title = entry.title;
    append(detail, entry.detail);
    references += entry.references;
  }
  references.removeDuplicates();
  if (m_shown->socket.protocol == Protocol::kTcp) {
    title.en.prepend(shown(name(m_shown->socket.state)) + QStringLiteral(" · "));
    title.zh.prepend(shown(name(m_shown->socket.state)) + QStringLiteral(" · "));
  }
  m_phrases = std::move(phrases);
  m_title->setText(title);
  m_plain->setText(plain);
  m_detail->setText(detail);
  m_detail->setVisible(!detail.isEmpty());
  m_references->setText(references.join(QStringLiteral(" · ")));
  m_references->setVisible(!references.isEmpty());
}

void SocketDetails::resizeEvent(QResizeEvent* event) {
  const bool wide = event->size().width() >= kSideBySideWidth;
  m_halves->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  QWidget::resizeEvent(event);
}

QString SocketDetails::asText() const {
  if (!m_shown) return {};
  QStringList parts{m_endpoints->text(), m_title->shownText(),  m_plain->shownText(),
                    m_health->asText(),  m_detail->shownText(), m_facts->asText()};
  parts.removeAll(QString());
  return parts.join(QLatin1Char('\n'));
}

}  // namespace synscope
