#include "ui/widgets/csv_text.h"

namespace synscope {
namespace {

bool isNumber(const QString& text) {
  bool ok = false;
  text.toDouble(&ok);
  return ok;
}

QString csvField(QString value) {
  if (!value.isEmpty() && QStringLiteral("=+-@").contains(value.front()) && !isNumber(value))
    value.prepend(QLatin1Char('\''));
  if (!value.contains(QLatin1Char('"')) && !value.contains(QLatin1Char(',')) && !value.contains(QLatin1Char('\n')))
    return value;
  return QLatin1Char('"') + value.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"');
}

}  // namespace

QByteArray csvLine(const QStringList& fields) {
  QStringList safe;
  for (const QString& field : fields)
    safe.append(csvField(field));
  return safe.join(QLatin1Char(',')).toUtf8() + "\r\n";
}

}  // namespace synscope
