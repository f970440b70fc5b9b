#pragma once

#include "core/logic/endpoint/connection_life.h"
#include "ui/widgets/localized.h"

#include <QScrollArea>

#include <vector>

class QGridLayout;

namespace synscope {

class Text;

/// The numbers that the kernel keeps of a connection, renewed in place.
class NumbersView : public Localized<QScrollArea> {
  Q_OBJECT

 public:
  explicit NumbersView(QWidget* parent = nullptr);

  void setLife(const ConnectionLife& life);
  QString asText() const;

 protected:
  void retranslate() override;

 private:
  struct Row {
    Text* name;
    Text* value;
  };

  void setRowCount(std::size_t count);

  ConnectionLife m_life;
  Text* m_note;
  QGridLayout* m_grid;
  std::vector<Row> m_rows;
};

}  // namespace synscope
