#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace synscope {

/// One source file of the repository, as lines.
struct SourceFile {
  QString path;  ///< From the top of the repository: "core/logic/base/error.h".
  QStringList lines;
  QStringList code;  ///< The same lines without comments and the inside of literals.
};

/// A function with a body, as far as brackets tell: lambdas count to the function around them.
struct FunctionSpan {
  int firstLine = 0;  ///< Of the opening bracket, from 1.
  int lines = 0;      ///< Opening to closing bracket, both counted.
};

/// All .h and .cpp files below the given folders, generated ones not.
std::vector<SourceFile> readSources(const QStringList& folders);

std::vector<FunctionSpan> functionsOf(const SourceFile& file);

}  // namespace synscope
