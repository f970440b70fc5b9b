#pragma once

#include "ui/widgets/localized.h"

#include <QString>
#include <QWidget>

namespace synscope {

/// One page of the window. The window's shortcuts go to the page that is shown.
class Page : public Localized<QWidget> {
  Q_OBJECT

 public:
  using Localized::Localized;

  /// Where typing begins (Ctrl+L).
  virtual void focusFirst() = 0;
  /// Ends what runs (Esc). Returns false where nothing ran.
  virtual bool stop() { return false; }
  /// Puts what is selected, or else the result, on the clipboard (Ctrl+C).
  virtual void copy() {}
  /// Saves or exports the result (Ctrl+S).
  virtual void save() {}
};

}  // namespace synscope
