#include "ui/widgets/field_group.h"

#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QGridLayout>

#include <algorithm>

namespace synscope {

FieldGroup::FieldGroup(QWidget* parent)
    : QWidget(parent), m_grid(new QGridLayout(this)), m_heading(new Text(TextRole::kStrong, this)) {
  m_grid->setContentsMargins(0, 0, 0, 0);
  m_grid->setHorizontalSpacing(space::kMedium);
  m_grid->setVerticalSpacing(space::kMedium);
  m_heading->setPlainLine();
  m_heading->hide();
}

void FieldGroup::add(FormField* field, int columns) {
  field->setParent(this);
  m_fields.push_back({field, columns});
}

void FieldGroup::setHeading(const QString& heading) {
  m_heading->setText(heading);
}

void FieldGroup::setColumns(int columns) {
  for (int column = 0; column < std::max(columns, m_columns); ++column)
    m_grid->setColumnStretch(column, column < columns ? 1 : 0);
  m_columns = columns;
}

void FieldGroup::showWhere(const std::function<bool(const FormField&)>& wanted) {
  while (QLayoutItem* item = m_grid->takeAt(0))
    delete item;
  int row = 1, column = 0;
  bool any = false;
  for (const Placed& each : m_fields) {
    each.field->setVisible(wanted(*each.field));
    if (!wanted(*each.field)) continue;
    const int span = std::min(each.columns, m_columns);
    if (column + span > m_columns) ++row, column = 0;
    m_grid->addWidget(each.field, row, column, 1, span, Qt::AlignTop);
    column += span;
    any = true;
  }
  if (any && !m_heading->text().isEmpty()) m_grid->addWidget(m_heading, 0, 0, 1, m_columns);
  m_heading->setVisible(any && !m_heading->text().isEmpty());
  setVisible(any);
}

}  // namespace synscope
