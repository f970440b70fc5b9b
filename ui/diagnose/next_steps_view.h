#pragma once

#include "core/logic/base/phrase.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace synscope {

/// What to do next, numbered; each step can be copied.
class NextStepsView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit NextStepsView(QWidget* parent = nullptr);

  /// @param finished Whether more steps cannot come; says so where there are none.
  void setSteps(std::vector<Phrase> steps, bool finished);

 protected:
  void retranslate() override { rebuild(); }

 private:
  void rebuild();
  QWidget* waiting() const;
  QWidget* row(std::size_t index) const;

  std::vector<Phrase> m_steps;
  bool m_finished = false;
  QVBoxLayout* m_rows;
};

}  // namespace synscope
