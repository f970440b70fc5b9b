#pragma once

#include <QObject>

#include <optional>

namespace synscope {

/// Which stretch of time is looked at, shared by plots that belong together. It either follows the newest data or
/// stands still; the cursor is at the same time in every plot. Seconds since the beginning of what is plotted.
class PlotTimeView : public QObject {
  Q_OBJECT

 public:
  static constexpr double kShortest = 0.01;  ///< Seconds that can be zoomed in to.

  using QObject::QObject;

  double from() const;
  double to() const { return from() + m_span; }
  double span() const { return m_span; }
  bool isFollowing() const { return m_following; }
  /// The whole of the data is shown, also when it grows.
  bool isFitted() const { return m_fitted; }
  /// The same, because the window has room for all that will come.
  bool isWhole() const { return m_whole && m_following; }
  double dataEnd() const { return m_dataEnd; }
  /// Whether more data is expected: else there is nothing to follow.
  bool isLive() const { return m_live; }
  void setLive(bool live);

  /// The time that data reaches to; moves the window where it follows.
  void setDataEnd(double seconds);
  /// Where data begins: zero, or earlier where something was noted ahead of it. A window that shows all of it grows.
  void setDataBegin(double seconds);
  double dataBegin() const { return m_dataBegin; }
  /// Begins anew with a window of this length. @param whole It has room for all that will come.
  void reset(double span, bool whole = false);

  void follow();
  void follow(double span);
  void freeze();
  /// Everything from the beginning to the end.
  void fit();
  void toBegin();
  /// @param factor Below 1: closer. @param at The time that stays where it is; while following, the end does.
  void zoom(double factor, std::optional<double> at = std::nullopt);
  void zoomTo(double from, double to);
  /// @param share Of the window, to the right; it stands still afterwards.
  void pan(double share);

  std::optional<double> cursor() const { return m_cursor; }
  void setCursor(std::optional<double> time);

 Q_SIGNALS:
  /// The window or the way it moves is another; not sent for merely following.
  void changed();
  void cursorChanged();

 private:
  void place(double from, double span);

  double m_span = 60;
  double m_from = 0;
  double m_dataBegin = 0, m_dataEnd = 0;
  bool m_following = true;
  bool m_fitted = false;
  bool m_whole = false;
  bool m_live = true;
  std::optional<double> m_cursor;
};

}  // namespace synscope
