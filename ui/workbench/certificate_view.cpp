#include "ui/workbench/certificate_view.h"

#include "core/engine/base/catalogue.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"
#include "ui/workbench/certificate_facts.h"
#include "ui/workbench/facts_view.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kIcon = 22;

struct Look {
  const char* icon;
  Tone tone;
};

Look lookOf(CertificateVerdict verdict) {
  switch (verdict) {
    case CertificateVerdict::kTrusted: return {"check", Tone::kGood};
    case CertificateVerdict::kRefused: return {"cross", Tone::kBad};
    case CertificateVerdict::kUnchecked: return {"warn", Tone::kWarn};
    case CertificateVerdict::kNone: break;
  }
  return {"info", Tone::kInfo};
}

void capitalise(QString& text) {
  if (!text.isEmpty()) text[0] = text[0].toUpper();
}

/// A problem and what to do about it, on a line of its own.
void addLine(BilingualText& text, CatalogueEntry entry) {
  capitalise(entry.title.en);
  const QString between = text.isEmpty() ? QString() : QStringLiteral("\n");
  text.en += between + entry.title.en + QStringLiteral(": ") + entry.plain.en;
  text.zh += between + entry.title.zh + QStringLiteral("：") + entry.plain.zh;
}

}  // namespace

CertificateView::CertificateView(bool checked, QWidget* parent)
    : Localized(parent),
      m_checked(checked),
      m_stack(new QStackedWidget),
      m_empty(new EmptyState(QStringLiteral("shield"))),
      m_icon(new IconLabel(QStringLiteral("info"), Tone::kInfo, kIcon)),
      m_title(new BilingualLabel(TextRole::kHeading)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_problems(new BilingualLabel(TextRole::kBody)),
      m_agreedHeading(new Text(TextRole::kStrong)),
      m_agreed(new FactsView),
      m_column(new QVBoxLayout),
      m_own{new Text(TextRole::kStrong), new FactsView} {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setupLayout();
  retranslate();
}

void CertificateView::setupLayout() {
  auto* content = new QWidget;
  m_column->setContentsMargins(0, space::kMedium, space::kMedium, space::kMedium);
  m_column->setSpacing(space::kMedium);
  content->setLayout(m_column);
  auto* verdict = new QHBoxLayout;
  verdict->setSpacing(space::kSmall);
  verdict->addWidget(m_icon, 0, Qt::AlignTop);
  verdict->addWidget(m_title, 1);
  m_column->addLayout(verdict);
  m_column->addWidget(m_plain);
  m_column->addWidget(m_problems);
  m_agreedHeading->setPlainLine();
  m_column->addWidget(m_agreedHeading);
  m_column->addWidget(m_agreed);
  m_own.heading->setPlainLine();
  m_column->addWidget(m_own.heading);
  m_column->addWidget(m_own.facts);
  m_column->addStretch(1);
  m_stack->addWidget(m_empty);
  m_stack->addWidget(content);
  setWidget(m_stack);
  for (QWidget* each : {viewport(), content, static_cast<QWidget*>(m_stack)})
    each->setAutoFillBackground(false);
}

void CertificateView::showSession(std::shared_ptr<const TlsSession> session) {
  if (session == m_session) return;
  const bool same = session && m_session && *session == *m_session;
  m_session = std::move(session);
  if (!same) retranslate();
}

void CertificateView::showVerdict() {
  const CertificateVerdict verdict = judgeCertificate(*m_session, m_checked);
  Phrase phrase{"certificate." + std::string(name(verdict)), {}};
  if (!m_session->problems.empty()) phrase.args.emplace_back("problem", "tls-problem." + m_session->problems.front());
  CatalogueEntry entry = Catalogue::instance().entry(phrase);
  capitalise(entry.title.en);
  m_icon->setIcon(QLatin1String(lookOf(verdict).icon), lookOf(verdict).tone);
  m_title->setText(entry.title);
  m_plain->setText(entry.plain);
  BilingualText problems;
  for (const std::string& problem : m_session->problems)
    addLine(problems, Catalogue::instance().entry({"tls-problem." + problem, {}}));
  m_problems->setText(problems);
  m_problems->setVisible(!problems.isEmpty());
}

QString CertificateView::headingOf(std::size_t index) const {
  return index == 0 ? tr("Certificate of the other side") : tr("Issuer no. %1 in the chain").arg(index);
}

/// For whoever is asked to compare its fingerprint.
void CertificateView::showOwn() {
  const auto& own = m_session->own;
  m_own.heading->setVisible(own.has_value());
  m_own.facts->setVisible(own.has_value());
  m_own.heading->setText(tr("Our certificate"));
  if (own) m_own.facts->setFacts(certificateFacts(*own));
}

void CertificateView::showChain() {
  setChainLength(m_session->chain.size());
  for (std::size_t index = 0; index < m_chain.size(); ++index) {
    m_chain[index].heading->setText(headingOf(index));
    m_chain[index].facts->setFacts(certificateFacts(m_session->chain[index]));
  }
}

void CertificateView::setChainLength(std::size_t length) {
  while (m_chain.size() > length) {
    delete m_chain.back().heading;
    delete m_chain.back().facts;
    m_chain.pop_back();
  }
  while (m_chain.size() < length) {
    const Shown shown{new Text(TextRole::kStrong), new FactsView};
    shown.heading->setPlainLine();
    m_column->insertWidget(m_column->count() - 1, shown.heading);
    m_column->insertWidget(m_column->count() - 1, shown.facts);
    m_chain.push_back(shown);
  }
}

QString CertificateView::asText() const {
  if (!m_session) return {};
  QStringList parts{m_title->shownText(), m_plain->shownText(), m_problems->shownText(), m_agreed->asText()};
  if (m_session->own) parts << m_own.heading->text() << m_own.facts->asText();
  for (const Shown& each : m_chain)
    parts << each.heading->text() << each.facts->asText();
  parts.removeAll(QString());
  return parts.join(QLatin1Char('\n'));
}

void CertificateView::retranslate() {
  m_empty->setWords(tr("No TLS handshake yet"),
                    tr("Once two sides have agreed on TLS, this shows how, and the certificate with everything that "
                       "stands in it."));
  m_agreedHeading->setText(tr("Agreed on"));
  m_stack->setCurrentIndex(m_session ? 1 : 0);
  if (!m_session) return;
  showVerdict();
  m_agreed->setFacts(agreedFacts(*m_session));
  showOwn();
  showChain();
}

}  // namespace synscope
