#include "ui/widgets/ask_layout.h"

#include "ui/theme/tokens.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace synscope {

QVBoxLayout* layOutAsk(QWidget* panel, std::initializer_list<QWidget*> ask, std::initializer_list<QWidget*> below) {
  auto* line = new QHBoxLayout;
  line->setSpacing(space::kSmall);
  for (QWidget* each : ask)
    line->addWidget(each, each == *ask.begin() ? 1 : 0);
  auto* layout = new QVBoxLayout(panel);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kMedium);
  layout->addLayout(line);
  for (QWidget* each : below)
    layout->addWidget(each);
  return layout;
}

}  // namespace synscope
