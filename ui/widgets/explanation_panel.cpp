#include "ui/widgets/explanation_panel.h"

#include "ui/shell/language.h"
#include "ui/widgets/bilingual_label.h"
#include "ui/widgets/text.h"

#include <QFormLayout>
#include <QVBoxLayout>

namespace synscope {
namespace {

void append(QString& to, const QString& more, const QString& between) {
  if (more.isEmpty() || to.contains(more)) return;
  to += to.isEmpty() ? more : between + more;
}

void append(BilingualText& to, const BilingualText& more) {
  append(to.en, more.en, QStringLiteral("\n\n"));
  append(to.zh, more.zh, QStringLiteral("\n\n"));
}

/// As a heading begins.
BilingualText capitalised(BilingualText title) {
  if (!title.en.isEmpty()) title.en[0] = title.en[0].toUpper();
  return title;
}

BilingualText named(const QString& name, const BilingualText& title) {
  const QString between = QStringLiteral(" · ");
  return {name + between + title.en, name + between + title.zh};
}

}  // namespace

ExplanationPanel::ExplanationPanel(QWidget* parent)
    : Localized(parent),
      m_title(new BilingualLabel(TextRole::kHeading)),
      m_plain(new BilingualLabel(TextRole::kBody)),
      m_detailHeading(new Text(TextRole::kStrong)),
      m_detail(new BilingualLabel(TextRole::kBody)),
      m_facts(new QFormLayout),
      m_references(new Text(TextRole::kCaption)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kSmall);
  m_facts->setHorizontalSpacing(space::kLarge);
  m_facts->setVerticalSpacing(space::kTight);
  m_facts->setRowWrapPolicy(QFormLayout::DontWrapRows);
  m_detail->setMuted(true);
  m_references->setMuted(true);
  layout->addWidget(m_title);
  layout->addWidget(m_plain);
  layout->addWidget(m_detailHeading);
  layout->addWidget(m_detail);
  layout->addLayout(m_facts);
  layout->addWidget(m_references);
  layout->addStretch(1);
  clear();
}

void ExplanationPanel::explainWith(std::function<Explanation()> make) {
  m_make = std::move(make);
  retranslate();
}

void ExplanationPanel::retranslate() {
  m_detailHeading->setText(tr("Technical side"));
  showExplanation(m_make ? m_make() : Explanation{});
}

void ExplanationPanel::showExplanation(const Explanation& explanation) {
  BilingualText title, plain, detail;
  QStringList references;
  for (const Phrase& phrase : explanation.phrases) {
    const CatalogueEntry entry = Catalogue::instance().entry(phrase);
    if (title.isEmpty()) title = entry.title;
    append(plain, entry.plain);
    append(detail, entry.detail);
    references += entry.references;
  }
  references.removeDuplicates();
  m_title->setText(explanation.name.isEmpty() ? capitalised(title) : named(explanation.name, title));
  m_plain->setText(plain);
  m_detail->setText(detail);
  m_plain->setVisible(!plain.isEmpty());
  m_detail->setVisible(!detail.isEmpty());
  m_references->setText(references.join(QStringLiteral(" · ")));
  m_references->setVisible(!references.isEmpty());
  m_detailHeading->setVisible(!detail.isEmpty() || !explanation.facts.empty());
  showFacts(explanation);
}

void ExplanationPanel::showFacts(const Explanation& explanation) {
  while (m_facts->rowCount() > 0)
    m_facts->removeRow(0);
  for (const auto& [label, value] : explanation.facts) {
    auto* left = new Text(TextRole::kBody);
    left->setPlainLine();
    left->setMuted(true);
    left->setText(label);
    auto* right = new Text(TextRole::kBody);
    right->setText(value);
    m_facts->addRow(left, right);
  }
}

QString ExplanationPanel::asText() const {
  QStringList parts{m_title->shownText(), m_plain->shownText(), m_detail->shownText(), m_references->text()};
  const Explanation shown = m_make ? m_make() : Explanation{};
  for (const auto& [label, value] : shown.facts)
    parts.append(label + QStringLiteral(": ") + value);
  parts.removeAll(QString());
  return parts.join(QLatin1Char('\n'));
}

}  // namespace synscope
