#pragma once

#include <initializer_list>

class QVBoxLayout;
class QWidget;

namespace synscope {

/// Lays out a question in a line, whose first widget takes the room that is left, and below it what came of it.
QVBoxLayout* layOutAsk(QWidget* panel, std::initializer_list<QWidget*> ask, std::initializer_list<QWidget*> below);

}  // namespace synscope
