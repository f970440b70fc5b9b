#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <span>

namespace synscope {

/// The encodings Qt can read on this system, by the names people know; UTF-8 first.
const QStringList& textEncodings();

/// Turns payloads into text that can be seen and does nothing: control characters become symbols (⇤ ↵ ⇥ ⎋ ␀), characters
/// that hide or reorder text and bytes that are not of the encoding become escapes (\u202e, \xff).
class PayloadDecoder {
 public:
  enum class Lines { kSymbols, kBreaks };  ///< Whether a line feed is shown as a symbol only, or breaks the line too.

  explicit PayloadDecoder(QString encoding = QStringLiteral("UTF-8"));

  const QString& encoding() const { return m_encoding; }
  QString text(std::span<const std::byte> payload, Lines lines = Lines::kSymbols) const;
  /// What was typed, as the bytes of the encoding.
  QByteArray bytesOf(const QString& typed) const;
  /// The text as it is, hidden characters and all, in UTF-8: for files.
  std::string utf8(std::span<const std::byte> payload) const;

 private:
  QString decoded(std::span<const std::byte> payload) const;

  QString m_encoding;
};

/// "48 65 6C", for one line.
QString hexLine(std::span<const std::byte> payload);

}  // namespace synscope
