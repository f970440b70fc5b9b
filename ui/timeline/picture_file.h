#pragma once

#include <QByteArray>
#include <QImage>
#include <QString>

#include <functional>
#include <optional>

class QWidget;

namespace synscope {

/// Writes a picture as its file's ending asks for: ".png", else SVG. Returns what went wrong, in words.
/// @param image Null where the picture is too large for pixels.
std::optional<QString> writePicture(const QString& file, const std::function<QByteArray()>& svg,
                                    const std::function<QImage()>& image);

/// Asks for a file to save a picture in, without stopping anything else.
void askForPictureFile(QWidget* parent, const QString& suggestedName, std::function<void(const QString&)> chosen);

}  // namespace synscope
