#pragma once

#include <QEvent>
#include <QWidget>

namespace synscope {

/// A widget whose words follow the language and whose colours follow the theme while it runs.
/// Subclasses set every word they show in retranslate() and call it once at the end of their constructor.
template <typename Base>
class Localized : public Base {
 public:
  using Base::Base;

 protected:
  virtual void retranslate() = 0;
  virtual void restyle() {}

  void changeEvent(QEvent* event) override {
    if (event->type() == QEvent::LanguageChange) retranslate();
    if (event->type() == QEvent::PaletteChange) restyle();
    Base::changeEvent(event);
  }
};

}  // namespace synscope
