#include "app/cli/console.h"

#include "app/cli/exit_code.h"
#include "app/cli/terminal.h"
#include "app/cli/text_width.h"

#include <QFile>
#include <QJsonDocument>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace synscope {
namespace {

const char* escapeOf(Colour colour) {
  switch (colour) {
    case Colour::kNone: return "";
    case Colour::kGreen: return "\x1b[32m";
    case Colour::kRed: return "\x1b[31m";
    case Colour::kYellow: return "\x1b[33m";
    case Colour::kBlue: return "\x1b[34m";
    case Colour::kDim: return "\x1b[2m";
    case Colour::kBold: return "\x1b[1m";
  }
  return "";
}

bool isDumbTerminal() {
  return qgetenv("TERM") == "dumb" || qgetenv("TERM").isEmpty();
}

void toStandardError(const QByteArray& bytes) {
  std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

}  // namespace

Console::Console(Language language, bool quiet, Interrupts& interrupts)
    : m_language(language),
      m_quiet(quiet),
      m_coloured(isTerminal(StandardStream::kOutput) && qEnvironmentVariableIsEmpty("NO_COLOR") && !isDumbTerminal()),
      m_drawsProgress(!quiet && isTerminal(StandardStream::kError) && !isDumbTerminal()),
      m_width(terminalWidth(StandardStream::kOutput)),
      m_interrupts(interrupts) {}

QString Console::say(const Phrase& phrase) const {
  return say(Catalogue::instance().title(phrase));
}

QString Console::paint(const QString& text, Colour colour) const {
  if (!m_coloured || colour == Colour::kNone) return text;
  return QLatin1String(escapeOf(colour)) + text + QLatin1String("\x1b[0m");
}

void Console::write(const QByteArray& bytes) {
  if (m_writeError != 0) return;
  clearProgress();
  errno = 0;
  if (std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout) !=
      static_cast<std::size_t>(bytes.size()))
    m_writeError = errno;
}

/// The standard stream itself is led there, so that nothing of it is left behind (C17 7.21.5.4).
bool Console::writeTo(const QString& file) {
  const QByteArray name = QFile::encodeName(file);
  std::FILE* tried = std::fopen(name.constData(), "ae");
  if (tried == nullptr) return false;
  std::fclose(tried);
  flush();
  m_coloured = false;
  return std::freopen(name.constData(), "ae", stdout) != nullptr;
}

void Console::paragraph(const QString& text) {
  for (const QString& each : wrapped(text, m_width))
    line(each);
}

QString Console::comma() const {
  return m_language == Language::kChinese ? QStringLiteral("，") : QStringLiteral(", ");
}

void Console::json(const QJsonObject& document) {
  write(QJsonDocument(document).toJson(QJsonDocument::Indented));
}

void Console::error(const QString& text) {
  clearProgress();
  toStandardError(text.toUtf8() + '\n');
}

void Console::note(const QString& text) {
  if (!m_quiet) error(text);
}

int Console::usage(const UsageError& problem, const QString& commandName) {
  QString where = QStringLiteral("synscope-cli");
  if (!commandName.isEmpty()) where += QLatin1Char(' ') + commandName;
  if (!problem.where.isEmpty()) where += QStringLiteral(": ") + problem.where;
  const CatalogueEntry words = Catalogue::instance().entry(problem.what);
  error(where + QStringLiteral(": ") + say(words.plain.isEmpty() ? words.title : words.plain));
  return exit_code::kUsage;
}

void Console::progress(const QString& text) {
  if (!m_drawsProgress) return;
  toStandardError("\r\x1b[K" + elided(text, terminalWidth(StandardStream::kError) - 1).toUtf8());
  std::fflush(stderr);
  m_progressShown = true;
}

void Console::clearProgress() {
  if (!m_progressShown) return;
  toStandardError("\r\x1b[K");
  m_progressShown = false;
}

bool Console::flush() {
  errno = 0;
  if (std::fflush(stdout) != 0 && m_writeError == 0) m_writeError = errno;
  return m_writeError == 0;
}

int Console::finish(int code) {
  clearProgress();
  flush();
  if (m_writeError == 0 || m_writeError == EPIPE) return code;
  error(QStringLiteral("synscope-cli: ") +
        say(Phrase{"cli.output-failed", {{"subject", std::strerror(m_writeError)}}}));
  return exit_code::kInternal;
}

}  // namespace synscope
