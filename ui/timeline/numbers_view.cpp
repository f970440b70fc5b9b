#include "ui/timeline/numbers_view.h"

#include "ui/shell/language.h"
#include "ui/timeline/tcp_numbers.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace synscope {

NumbersView::NumbersView(QWidget* parent)
    : Localized(parent), m_note(new Text(TextRole::kBody)), m_grid(new QGridLayout) {
  setFrameShape(QFrame::NoFrame);
  setWidgetResizable(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(space::kMedium, space::kSmall, space::kMedium, space::kMedium);
  m_note->setMuted(true);
  m_grid->setHorizontalSpacing(space::kLarge);
  m_grid->setVerticalSpacing(space::kTight);
  m_grid->setColumnStretch(1, 1);
  column->addWidget(m_note);
  column->addLayout(m_grid);
  column->addStretch(1);
  setWidget(content);
  viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  retranslate();
}

void NumbersView::setLife(const ConnectionLife& life) {
  m_life = life;
  retranslate();
}

void NumbersView::setRowCount(std::size_t count) {
  while (m_rows.size() < count) {
    Row row{new Text(TextRole::kBody), new Text(TextRole::kBody)};
    row.name->setPlainLine();
    row.name->setMuted(true);
    const int line = static_cast<int>(m_rows.size());
    m_grid->addWidget(row.name, line, 0, Qt::AlignTop);
    m_grid->addWidget(row.value, line, 1, Qt::AlignTop);
    m_rows.push_back(row);
  }
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    m_rows[i].name->setVisible(i < count);
    m_rows[i].value->setVisible(i < count);
  }
}

void NumbersView::retranslate() {
  const std::vector<TcpNumber> numbers = m_life.info ? tcpNumbers(*m_life.info) : std::vector<TcpNumber>();
  m_note->setVisible(numbers.empty() || m_life.gone);
  m_note->setText(numbers.empty() ? tr("The system has not reported any numbers of this connection.")
                                  : tr("The connection is over: the last numbers that the system gave."));
  setRowCount(numbers.size());
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    m_rows[i].name->setText(numbers[i].name);
    m_rows[i].value->setText(numbers[i].value);
    m_rows[i].name->setToolTip(numbers[i].meaning);
    m_rows[i].value->setToolTip(numbers[i].meaning);
  }
}

QString NumbersView::asText() const {
  QStringList lines;
  if (m_life.info) {
    for (const TcpNumber& number : tcpNumbers(*m_life.info))
      lines << number.name + QStringLiteral(": ") + number.value;
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace synscope
