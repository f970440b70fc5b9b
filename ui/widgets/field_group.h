#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QGridLayout;

namespace synscope {

class FormField;
class Text;

/// Fields that belong together, in columns under a heading. Only those that mean something now are shown, without gaps;
/// a group with none is hidden.
class FieldGroup : public QWidget {
  Q_OBJECT

 public:
  explicit FieldGroup(QWidget* parent = nullptr);

  /// @param columns How many of the grid's columns it takes.
  void add(FormField* field, int columns = 1);
  void setHeading(const QString& heading);
  void setColumns(int columns);
  void showWhere(const std::function<bool(const FormField&)>& wanted);

 private:
  struct Placed {
    FormField* field;
    int columns;
  };

  QGridLayout* m_grid;
  Text* m_heading;
  int m_columns = 3;
  std::vector<Placed> m_fields;
};

}  // namespace synscope
