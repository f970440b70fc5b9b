#include "ui/widgets/fact_grid.h"

#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QResizeEvent>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kColumnWidth = 235;  ///< Room for one pair, in device-independent pixels.

}  // namespace

FactGrid::FactGrid(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(space::kMedium);
  m_grid->setVerticalSpacing(space::kTight);
}

void FactGrid::addPair() {
  auto* label = new Text(TextRole::kBody, this);
  label->setPlainLine();
  label->setMuted(true);
  auto* value = new Text(TextRole::kBody, this);
  value->setWordWrap(false);
  m_pairs.emplace_back(label, value);
}

void FactGrid::setFacts(const std::vector<Fact>& facts) {
  if (facts == m_facts) return;
  const bool moved = facts.size() != m_facts.size();
  m_facts = facts;
  while (m_pairs.size() < facts.size())
    addPair();
  for (std::size_t i = 0; i < m_pairs.size(); ++i) {
    const auto& [label, value] = m_pairs[i];
    const Fact fact = i < facts.size() ? facts[i] : Fact{};
    if (label->text() != fact.label) label->setText(fact.label);
    if (value->text() != fact.value) value->setText(fact.value);
    for (Text* text : {label, value})
      text->setToolTip(fact.hint);
  }
  if (moved) place();
}

void FactGrid::place() {
  m_columns = std::max(1, width() / kColumnWidth);
  const int rows = (static_cast<int>(m_facts.size()) + m_columns - 1) / m_columns;
  for (std::size_t i = 0; i < m_pairs.size(); ++i) {
    const auto& [label, value] = m_pairs[i];
    const bool used = i < m_facts.size();
    label->setVisible(used);
    value->setVisible(used);
    if (!used) continue;
    const int row = static_cast<int>(i) % rows, column = static_cast<int>(i) / rows * 2;
    m_grid->addWidget(label, row, column);
    m_grid->addWidget(value, row, column + 1);
  }
  for (int column = 0; column < m_grid->columnCount(); ++column)
    m_grid->setColumnStretch(column, column % 2 == 1 && column < m_columns * 2 ? 1 : 0);
}

void FactGrid::resizeEvent(QResizeEvent* event) {
  if (std::max(1, event->size().width() / kColumnWidth) != m_columns) place();
  QWidget::resizeEvent(event);
}

QString FactGrid::asText() const {
  QStringList lines;
  for (const Fact& fact : m_facts)
    lines.append(fact.label + QStringLiteral(": ") + fact.value);
  return lines.join(QLatin1Char('\n'));
}

}  // namespace synscope
