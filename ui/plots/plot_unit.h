#pragma once

#include <QString>

namespace synscope {

/// What the numbers of an axis are.
enum class PlotUnit { kMilliseconds, kBitsPerSecond, kBytes, kPercent, kCount };

/// "310 µs", "1.24 ms", "941 Mbit/s", "1.5 MiB", "0.42 %": for read-outs and tables.
QString plotValue(PlotUnit unit, double value);

/// Like plotValue(), without digits that say nothing beside a tick: "10 ms", "500 Mbit/s".
QString plotTick(PlotUnit unit, double value);

/// Time since a beginning: "0:05", "12:30", "1:02:05", "2 d 3:00:00"; with tenths where `step` is below a second.
QString plotElapsed(double seconds, double step = 1);

/// The next round number (bytes: the next power of two) that is not below `value`. Precondition: value > 0.
double roundedUp(PlotUnit unit, double value);

}  // namespace synscope
