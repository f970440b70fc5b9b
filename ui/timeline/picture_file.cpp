#include "ui/timeline/picture_file.h"

#include "ui/shell/shown_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QSaveFile>
#include <QStandardPaths>

namespace synscope {

std::optional<QString> writePicture(const QString& file, const std::function<QByteArray()>& svg,
                                    const std::function<QImage()>& image) {
  QByteArray bytes;
  if (file.endsWith(QStringLiteral(".png"), Qt::CaseInsensitive)) {
    const QImage picture = image();
    if (picture.isNull())
      return QCoreApplication::translate("PictureFile", "This picture is too large for PNG. Save it as SVG.");
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    picture.save(&buffer, "PNG");
  } else {
    bytes = svg();
  }
  QSaveFile out(file);
  if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit()) return std::nullopt;
  return shownError({ErrorCode::kFileUnwritable, "save", file.toStdString()});
}

void askForPictureFile(QWidget* parent, const QString& suggestedName, std::function<void(const QString&)> chosen) {
  auto* dialog = new QFileDialog(parent, QCoreApplication::translate("PictureFile", "Save as a picture"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilters({QStringLiteral("SVG (*.svg)"), QStringLiteral("PNG (*.png)")});
  dialog->setDefaultSuffix(QStringLiteral("svg"));
  dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::PicturesLocation));
  dialog->selectFile(suggestedName + QStringLiteral(".svg"));
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
    dialog->setDefaultSuffix(filter.startsWith(QStringLiteral("PNG")) ? QStringLiteral("png") : QStringLiteral("svg"));
  });
  QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
  dialog->open();
}

}  // namespace synscope
