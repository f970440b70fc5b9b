#include "ui/workbench/facts_view.h"

#include "ui/widgets/text.h"

#include <QGridLayout>

namespace synscope {

FactsView::FactsView(QWidget* parent) : QWidget(parent), m_grid(new QGridLayout(this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(space::kPage);
  m_grid->setVerticalSpacing(space::kSmall);
  m_grid->setColumnStretch(1, 1);
}

void FactsView::setRowCount(std::size_t count) {
  while (m_rows.size() > count) {
    delete m_rows.back().name;
    delete m_rows.back().value;
    m_rows.pop_back();
  }
  while (m_rows.size() < count) {
    const Row row{new Text(TextRole::kBody), new Text(TextRole::kBody)};
    row.name->setPlainLine();
    row.name->setMuted(true);
    const int at = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.name, at, 0, Qt::AlignTop);
    m_grid->addWidget(row.value, at, 1);
    m_rows.push_back(row);
  }
}

void FactsView::setFacts(const Facts& facts) {
  setRowCount(facts.size());
  for (std::size_t index = 0; index < facts.size(); ++index) {
    if (m_rows[index].name->text() != facts[index].first) m_rows[index].name->setText(facts[index].first);
    if (m_rows[index].value->text() != facts[index].second) m_rows[index].value->setText(facts[index].second);
  }
}

QString FactsView::asText() const {
  QStringList lines;
  for (const Row& row : m_rows)
    lines.append(row.name->text() + QStringLiteral(": ") + row.value->text());
  return lines.join(QLatin1Char('\n'));
}

}  // namespace synscope
