#pragma once

#include <QPushButton>

#include <algorithm>

namespace synscope {

/// Gives a button that changes its words the width of the widest of them, so that nothing beside it moves.
inline void keepWidth(QPushButton& button, const QStringList& words) {
  const QString now = button.text();
  int widest = 0;
  for (const QString& word : words) {
    button.setText(word);
    widest = std::max(widest, button.sizeHint().width());
  }
  button.setText(now);
  button.setMinimumWidth(widest);
}

}  // namespace synscope
