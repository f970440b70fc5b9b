#include "app/cli/json_line.h"

#include <QJsonDocument>

#include <cstdio>

namespace synscope {

void writeJsonLine(const QJsonObject& document) {
  const QByteArray line = QJsonDocument(document).toJson(QJsonDocument::Compact) + '\n';
  std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

}  // namespace synscope
