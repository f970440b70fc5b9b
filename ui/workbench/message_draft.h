#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/checksum.h"
#include "core/logic/endpoint/payload_text.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace synscope {

/// A message as it was typed, and how it becomes bytes.
struct MessageDraft {
  enum class Format { kText, kEscapes, kHex };

  Format format = Format::kText;
  QString text;
  QString encoding = QStringLiteral("UTF-8");  ///< kText only.
  LineEnding ending = LineEnding::kNone;       ///< Not for kHex.
  std::optional<Checksum> checksum;            ///< Appended last.

  bool operator==(const MessageDraft&) const = default;
};

/// Errors kBadHex, kBadEscape and kNotEncodable name the piece that is wrong; kNotSupported an unknown encoding.
Result<QByteArray> bytesOf(const MessageDraft& draft);

/// Names of text encodings that Qt can write on this system, UTF-8 first.
QStringList encodings();

QJsonObject toJson(const MessageDraft& draft);
/// What is unknown or damaged gets the default.
MessageDraft messageFromJson(const QJsonObject& json);

}  // namespace synscope
