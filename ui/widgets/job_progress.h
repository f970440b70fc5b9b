#pragma once

#include <QWidget>

class QProgressBar;

namespace synscope {

class Text;

/// How far something is that lasts, and in words what it does and how long it may still take.
class JobProgress : public QWidget {
 public:
  explicit JobProgress(QWidget* parent = nullptr);

  /// @param part Of the whole, 0 to 1.
  void tell(double part, const QString& words);

 private:
  QProgressBar* m_bar;
  Text* m_words;
};

}  // namespace synscope
