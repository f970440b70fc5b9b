#include "ui/widgets/store_file.h"

#include <QSaveFile>

namespace synscope {

std::optional<Error> storeFile(const QString& file, const QByteArray& bytes) {
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit()) return std::nullopt;
  return Error{ErrorCode::kFileUnwritable, "save", file.toStdString()};
}

}  // namespace synscope
