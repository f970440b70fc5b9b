#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

class QWidget;

namespace synscope {

/// Asks where to save, without stopping anything else.
/// @param endings "png", "svg" …: the first is what is suggested.
void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName, const QStringList& endings,
                    std::function<void(const QString& file)> chosen);

/// Writes a file whole or not at all; returns what went wrong in words.
std::optional<QString> writeFile(const QString& file, const QByteArray& bytes);

}  // namespace synscope
