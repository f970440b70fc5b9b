#pragma once

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

class QGridLayout;

namespace synscope {

class Text;

/// Named values in two columns, each selectable; renewed in place.
class FactsView : public QWidget {
  Q_OBJECT

 public:
  using Facts = std::vector<std::pair<QString, QString>>;

  explicit FactsView(QWidget* parent = nullptr);

  void setFacts(const Facts& facts);
  QString asText() const;

 private:
  void setRowCount(std::size_t count);

  struct Row {
    Text* name;
    Text* value;
  };
  QGridLayout* m_grid;
  std::vector<Row> m_rows;
};

}  // namespace synscope
