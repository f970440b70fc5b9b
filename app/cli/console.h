#pragma once

#include "app/cli/invocation.h"
#include "core/engine/base/catalogue.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace synscope {

class Interrupts;

enum class Colour { kNone, kGreen, kRed, kYellow, kBlue, kDim, kBold };

/// Where a command speaks: results on standard output, progress and errors on standard error, words from the catalogue
/// in the language asked for. A reader that went away (EPIPE) ends the output quietly.
class Console {
 public:
  Console(Language language, bool quiet, Interrupts& interrupts);

  Language language() const { return m_language; }
  bool quiet() const { return m_quiet; }
  Interrupts& interrupts() { return m_interrupts; }

  /// The title of a phrase in the language asked for; for both languages "English / 中文".
  QString say(const Phrase& phrase) const;
  /// Any pair of texts, joined in the same way.
  QString say(const BilingualText& text) const { return text.in(m_language, QStringLiteral(" / ")); }

  /// Columns of standard output.
  int width() const { return m_width; }
  /// The text in a colour where standard output is a terminal and NO_COLOR (no-color.org) is not set.
  QString paint(const QString& text, Colour colour) const;

  void write(const QByteArray& bytes);
  void line(const QString& text = {}) { write(text.toUtf8() + '\n'); }
  /// A text in as many lines as it takes.
  void paragraph(const QString& text);
  /// Between the parts of an enumeration: ", ", in Chinese "，".
  QString comma() const;
  void json(const QJsonObject& document);

  /// From here on, what write() is given goes to the end of a file. False: it cannot be opened.
  bool writeTo(const QString& file);

  /// One line on standard error.
  void error(const QString& text);
  void note(const QString& text);  ///< As error(), but not with --quiet.
  /// Says what is wrong with the command line, and returns the exit code for it.
  int usage(const UsageError& problem, const QString& commandName);

  /// Whether standard error is a terminal on which progress may be drawn.
  bool canDrawProgress() const { return m_drawsProgress; }
  /// Replaces the progress line. Ignored where canDrawProgress() is false.
  void progress(const QString& text);
  void clearProgress();

  /// Hands over what was written so far. Returns false when nobody can read it any more.
  bool flush();

  /// Ends the output: the exit code, or kInternal where output could not be written (and not because nobody reads).
  int finish(int code);

 private:
  Language m_language;
  bool m_quiet;
  bool m_coloured;
  bool m_drawsProgress;
  bool m_progressShown = false;
  int m_width;
  int m_writeError = 0;
  Interrupts& m_interrupts;
};

}  // namespace synscope
