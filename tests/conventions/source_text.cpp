#include "tests/conventions/source_text.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace synscope {
namespace {

/// Takes comments and the inside of literals out of a line; `inComment` is carried from line to line.
QString codeOf(QString line, bool& inComment) {
  static const QRegularExpression literals(QStringLiteral(R"re("(\\.|[^"\\])*"|(?<![0-9A-Fa-f])'(\\.|[^'\\])*')re"));
  static const QRegularExpression closedComment(QStringLiteral(R"(/\*.*?\*/)"));
  if (inComment) {
    const qsizetype end = line.indexOf(QStringLiteral("*/"));
    if (end < 0) return {};
    line = line.mid(end + 2);
    inComment = false;
  }
  if (!line.startsWith(QStringLiteral("#include"))) line.replace(literals, QStringLiteral("\"\""));
  line.replace(closedComment, {});
  line = line.section(QStringLiteral("//"), 0, 0);
  inComment = line.contains(QStringLiteral("/*"));
  return line.section(QStringLiteral("/*"), 0, 0);
}

/// Whether the line ends with the opening bracket of a function's body.
bool opensFunction(const QString& line) {
  static const QRegularExpression body(QStringLiteral(R"(\)[^;=(){}]*(:.*[)}])?\s*\{$)"));
  static const QRegularExpression other(QStringLiteral(
      R"(^\s*(\}\s*)?(if|else|for|while|switch|do|catch|return|namespace|enum)\b|\[[&=\w, ]*\]|=\s*\{$)"));
  const QString text = line.trimmed();
  return text.contains(body) && !text.contains(other);
}

}  // namespace

std::vector<SourceFile> readSources(const QStringList& folders) {
  const QString top = QStringLiteral(SYNSCOPE_SOURCE_DIR "/");
  std::vector<SourceFile> files;
  for (const QString& folder : folders) {
    QDirIterator it(top + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                    QDirIterator::Subdirectories);
    while (it.hasNext()) {
      QFile file(it.next());
      if (!file.open(QIODevice::ReadOnly)) continue;
      SourceFile source{it.filePath().mid(top.size()), QString::fromUtf8(file.readAll()).split(u'\n'), {}};
      bool inComment = false;
      for (const QString& line : source.lines)
        source.code << codeOf(line, inComment);
      files.push_back(std::move(source));
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

std::vector<FunctionSpan> functionsOf(const SourceFile& file) {
  std::vector<FunctionSpan> functions;
  int depth = 0, outside = 0, first = 0;
  for (int i = 0; i < file.code.size(); ++i) {
    const QString& line = file.code[i];
    if (first == 0 && opensFunction(line)) {
      first = i + 1;
      outside = depth;
    }
    depth += static_cast<int>(line.count(u'{') - line.count(u'}'));
    if (first != 0 && depth <= outside) {
      functions.push_back({first, i + 2 - first});
      first = 0;
    }
  }
  return functions;
}

}  // namespace synscope
