#pragma once

class QKeyEvent;

namespace synscope {

class PlotTimeView;

/// Arrows move the window, with Shift the cursor; + and − zoom; Home shows the beginning, End follows, 0 fits all,
/// space freezes or follows. Returns false for any other key.
bool plotKey(PlotTimeView& view, const QKeyEvent& event);

}  // namespace synscope
