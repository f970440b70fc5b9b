#include "ui/theme/tokens.h"

namespace synscope {
namespace {

Tokens makeLight() {
  Tokens t;
  t.window = QColor(0xf5, 0xf6, 0xf8);
  t.surface = QColor(0xff, 0xff, 0xff);
  t.raised = QColor(0xf9, 0xfa, 0xfb);
  t.border = QColor(0xe2, 0xe5, 0xea);
  t.strongBorder = QColor(0xc8, 0xcd, 0xd6);
  t.text = QColor(0x1b, 0x1f, 0x27);
  t.muted = QColor(0x5a, 0x63, 0x71);
  t.faint = QColor(0x9a, 0xa2, 0xae);
  t.accent = QColor(0x2b, 0x66, 0xd0);
  t.accentHover = QColor(0x23, 0x58, 0xb8);
  t.onAccent = QColor(0xff, 0xff, 0xff);
  t.selection = QColor(0xdc, 0xe8, 0xfb);
  t.good = {QColor(0x1a, 0x73, 0x48), QColor(0xe7, 0xf5, 0xed)};
  t.warn = {QColor(0x8a, 0x57, 0x00), QColor(0xfc, 0xf3, 0xe0)};
  t.bad = {QColor(0xb8, 0x30, 0x27), QColor(0xfc, 0xec, 0xea)};
  t.neutral = {QColor(0x5a, 0x63, 0x71), QColor(0xee, 0xf0, 0xf3)};
  t.info = {QColor(0x2b, 0x66, 0xd0), QColor(0xe9, 0xf0, 0xfc)};
  return t;
}

Tokens makeDark() {
  Tokens t;
  t.window = QColor(0x15, 0x17, 0x1c);
  t.surface = QColor(0x1d, 0x20, 0x27);
  t.raised = QColor(0x22, 0x26, 0x2e);
  t.border = QColor(0x2f, 0x34, 0x3e);
  t.strongBorder = QColor(0x49, 0x50, 0x5d);
  t.text = QColor(0xd5, 0xd9, 0xe1);  // White on black swells: Chinese would look bold.
  t.muted = QColor(0x9a, 0xa2, 0xb0);
  t.faint = QColor(0x6c, 0x74, 0x82);
  t.accent = QColor(0x3d, 0x78, 0xe0);
  t.accentHover = QColor(0x53, 0x89, 0xe8);
  t.onAccent = QColor(0xff, 0xff, 0xff);
  t.selection = QColor(0x26, 0x3a, 0x5c);
  t.good = {QColor(0x62, 0xc9, 0x93), QColor(0x1b, 0x31, 0x27)};
  t.warn = {QColor(0xe2, 0xb1, 0x50), QColor(0x36, 0x2c, 0x18)};
  t.bad = {QColor(0xf2, 0x8b, 0x82), QColor(0x3c, 0x23, 0x23)};
  t.neutral = {QColor(0xa0, 0xa8, 0xb6), QColor(0x29, 0x2d, 0x36)};
  t.info = {QColor(0x82, 0xae, 0xf7), QColor(0x20, 0x2c, 0x42)};
  return t;
}

void setDisabled(QPalette& palette, const Tokens& t) {
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
    palette.setColor(QPalette::Disabled, role, t.faint);
  palette.setColor(QPalette::Disabled, QPalette::Base, t.window);
}

}  // namespace

const Tokens::Pair& Tokens::of(Tone tone) const {
  switch (tone) {
    case Tone::kGood: return good;
    case Tone::kWarn: return warn;
    case Tone::kBad: return bad;
    case Tone::kInfo: return info;
    case Tone::kNeutral: break;
  }
  return neutral;
}

const Tokens& lightTokens() {
  static const Tokens kTokens = makeLight();
  return kTokens;
}

const Tokens& darkTokens() {
  static const Tokens kTokens = makeDark();
  return kTokens;
}

bool isDark(const QPalette& palette) {
  return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const Tokens& tokens(const QPalette& palette) {
  return isDark(palette) ? darkTokens() : lightTokens();
}

QPalette paletteOf(const Tokens& t) {
  QPalette palette(t.text, t.surface, t.raised, t.border, t.strongBorder, t.text, t.onAccent, t.surface, t.window);
  palette.setColor(QPalette::Button, t.surface);
  palette.setColor(QPalette::Mid, t.border);
  palette.setColor(QPalette::AlternateBase, t.raised);
  palette.setColor(QPalette::PlaceholderText, t.muted);
  palette.setColor(QPalette::Highlight, t.selection);
  palette.setColor(QPalette::HighlightedText, t.text);
  palette.setColor(QPalette::Link, t.info.strong);
  palette.setColor(QPalette::LinkVisited, t.info.strong);
  palette.setColor(QPalette::ToolTipBase, t.raised);
  palette.setColor(QPalette::ToolTipText, t.text);
  setDisabled(palette, t);
  return palette;
}

}  // namespace synscope
