#pragma once

#include "core/engine/base/catalogue.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/localized.h"

#include <QBoxLayout>
#include <QWidget>

namespace synscope {

class Text;

/// Words of the catalogue in the language chosen, or both: side by side where there is room, else one under the other.
class BilingualLabel : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit BilingualLabel(TextRole role, QWidget* parent = nullptr);

  void setText(const BilingualText& text);
  void setMuted(bool muted);
  /// What is shown now, both languages on two lines.
  QString shownText() const;

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  BilingualText m_text;
  QBoxLayout* m_layout;
  Text* m_english;
  Text* m_chinese;
};

}  // namespace synscope
