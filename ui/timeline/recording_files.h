#pragma once

#include "core/logic/endpoint/recording.h"

#include <QString>

#include <functional>
#include <memory>

class QWidget;

namespace synscope {

/// Asks where to save a recording and in which format (.synscope, HTML, Markdown), without stopping anything else.
/// @param make Asked once the place is known. @param done Called with what to tell: whether it went well, and a
/// sentence.
void askToSaveRecording(QWidget* parent, const QString& suggestedName, std::function<Recording()> make,
                        std::function<void(bool good, const QString& sentence)> done);

/// Asks for a recording to open. Exactly one of the two is called, unless the person changes their mind.
void askToOpenRecording(QWidget* parent, std::function<void(std::shared_ptr<const Recording>)> opened,
                        std::function<void(const QString& sentence)> failed);

/// "synscope-203.0.113.80-443": a name of a file that every system takes.
QString fileNameFor(const std::string& title);

}  // namespace synscope
