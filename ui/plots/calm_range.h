#pragma once

#include "ui/plots/plot_unit.h"

namespace synscope {

/// The range of a value axis that does not jump: it grows at once and in round steps, and shrinks only when much less
/// has been enough for a while.
class CalmRange {
 public:
  static constexpr double kPatience = 4;  ///< Seconds.

  explicit CalmRange(PlotUnit unit) : m_unit(unit) {}

  struct Ends {
    double low = 0, high = 1;
    bool operator==(const Ends&) const = default;
  };

  /// Linear axes begin at 0; logarithmic ones at a power of ten.
  void setLog(bool log);
  /// Zooming by hand and the like: whatever comes next is taken at once.
  void forget();
  /// @param low,high What has to be seen. Nothing above 0: the range stays.
  /// @param now Seconds of any clock.
  Ends take(double low, double high, double now);

 private:
  Ends wanted(double low, double high) const;

  PlotUnit m_unit;
  bool m_log = false;
  bool m_fresh = true;
  double m_smallSince = -1;
  Ends m_ends;
};

}  // namespace synscope
