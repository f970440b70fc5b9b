#pragma once

class QWidget;

namespace synscope {

/// Opens the window with what SynScope does and its keys (F1). Not modal.
void showHelp(QWidget* parent);

}  // namespace synscope
