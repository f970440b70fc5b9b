#pragma once

#include <QColor>
#include <QPalette>

namespace synscope {

/// What a colour says. It never speaks alone: an icon or a word stands beside it.
enum class Tone { kNeutral, kGood, kWarn, kBad, kInfo };

/// The colours of one theme. Text on `soft` and on `surface` keeps a contrast of at least 4.5 : 1 (WCAG 2.1, 1.4.3).
struct Tokens {
  QColor window, surface, raised, border, strongBorder;
  QColor text, muted, faint;
  QColor accent, accentHover, onAccent, selection;

  struct Pair {
    QColor strong, soft;
  };
  Pair good, warn, bad, neutral, info;

  const Pair& of(Tone tone) const;
};

const Tokens& lightTokens();
const Tokens& darkTokens();

/// Whether a palette is a dark one.
bool isDark(const QPalette& palette);

/// The tokens that go with a palette.
const Tokens& tokens(const QPalette& palette);

/// A whole palette from tokens, disabled group included.
QPalette paletteOf(const Tokens& tokens);

/// Distances, in device-independent pixels.
namespace space {
inline constexpr int kTight = 4;
inline constexpr int kSmall = 8;
inline constexpr int kMedium = 12;
inline constexpr int kLarge = 16;
inline constexpr int kPage = 24;
inline constexpr int kRadius = 6;
inline constexpr int kCardRadius = 10;
}  // namespace space

}  // namespace synscope
