#pragma once

#include "ui/widgets/card.h"

class QHBoxLayout;
class QVBoxLayout;

namespace synscope {

class Text;

/// A card with a heading.
class Section : public Card {
  Q_OBJECT

 public:
  explicit Section(QWidget* content, QWidget* parent = nullptr);

  void setHeading(const QString& heading);
  /// A line under the content, in small muted letters; hidden while empty.
  void setNote(const QString& note);

 private:
  Text* m_heading;
  Text* m_note;
};

}  // namespace synscope
