#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QLabel>

namespace synscope {

/// A label with a place in the type scale. Plain text only (what it shows may come from the wire), wrapped, selectable.
class Text : public QLabel {
  Q_OBJECT

 public:
  explicit Text(TextRole role, QWidget* parent = nullptr);

  /// Words of the catalogue: what stands in `backticks` is a command, and set as one. Everything else stays plain.
  void setSentence(const QString& sentence);
  void setMuted(bool muted);
  void setTone(Tone tone);
  /// A caption, a heading: one line that is not meant to be selected.
  void setPlainLine();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void applyTone();

  bool m_toned = false;
  Tone m_tone = Tone::kNeutral;
};

}  // namespace synscope
