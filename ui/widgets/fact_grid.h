#pragma once

#include <QWidget>

#include <utility>
#include <vector>

class QGridLayout;

namespace synscope {

class Text;

/// One named value. The hint says what it means.
struct Fact {
  QString label;
  QString value;
  QString hint;

  bool operator==(const Fact&) const = default;
};

/// Named values in as many columns as there is room for. Values that change keep their labels: nothing flickers, and
/// what is selected stays selected.
class FactGrid : public QWidget {
  Q_OBJECT

 public:
  explicit FactGrid(QWidget* parent = nullptr);

  void setFacts(const std::vector<Fact>& facts);
  /// One "label: value" per line.
  QString asText() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void addPair();
  void place();

  QGridLayout* m_grid;
  std::vector<std::pair<Text*, Text*>> m_pairs;
  std::vector<Fact> m_facts;
  int m_columns = 0;
};

}  // namespace synscope
