#include "app/cli/json_line.h"

#include <QJsonDocument>

#include <cmath>
#include <cstdio>

namespace synscope {

double roundedMs(Duration duration) {
  return std::round(toMs(duration) * 1000) / 1000;
}

void writeJsonLine(const QJsonObject& document) {
  const QByteArray line = QJsonDocument(document).toJson(QJsonDocument::Compact) + '\n';
  std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

}  // namespace synscope
