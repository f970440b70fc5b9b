#include "ui/log/payload_decoder.h"

#include "core/logic/base/display_text.h"
#include "core/logic/base/utf8.h"
#include "core/logic/endpoint/payload_text.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <string_view>

namespace synscope {
namespace {

constexpr char16_t kControlPictures = 0x2400;  ///< Unicode block "Control Pictures": symbol of U+0000.
constexpr char16_t kDeletePicture = 0x2421;

/// The commonest have signs that can be read in small letters; the others are Unicode's pictures of their names.
QChar symbolOf(char32_t control) {
  switch (control) {
    case U'\t': return QChar(0x21e5);
    case U'\n': return QChar(0x21b5);
    case U'\r': return QChar(0x21e4);
    case 0x1b: return QChar(0x238b);
    default: return QChar(static_cast<char16_t>(kControlPictures + control));
  }
}

void appendVisible(QString& out, char32_t point, PayloadDecoder::Lines lines) {
  if (point < 0x20) {
    out += symbolOf(point);
    if (point == U'\n' && lines == PayloadDecoder::Lines::kBreaks) out += QLatin1Char('\n');
  } else if (point == 0x7f) {
    out += QChar(kDeletePicture);
  } else if (isHiddenCharacter(point)) {
    out += point < 0x10000 ? QStringLiteral("\\u%1").arg(static_cast<uint>(point), 4, 16, QLatin1Char('0'))
                           : QStringLiteral("\\U%1").arg(static_cast<uint>(point), 8, 16, QLatin1Char('0'));
  } else {
    out += QString::fromUcs4(&point, 1);
  }
}

QString visible(const QString& text, PayloadDecoder::Lines lines) {
  QString out;
  out.reserve(text.size() + 8);
  for (const char32_t point : text.toUcs4())
    appendVisible(out, point, lines);
  return out;
}

QString visibleUtf8(std::string_view text, PayloadDecoder::Lines lines) {
  QString out;
  out.reserve(static_cast<qsizetype>(text.size()) + 8);
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    if (point.valid)
      appendVisible(out, point.value, lines);
    else
      out += QStringLiteral("\\x%1").arg(static_cast<uint>(point.value), 2, 16, QLatin1Char('0'));
    text.remove_prefix(point.length);
  }
  return out;
}

std::string_view charactersOf(std::span<const std::byte> payload) {
  return {reinterpret_cast<const char*>(payload.data()), payload.size()};
}

QStringList readableEncodings() {
  QStringList names;
  for (const char* name :
       {"UTF-8", "GB18030", "GBK", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "ISO-8859-1", "ISO-8859-15", "windows-1252",
        "windows-1251", "KOI8-R", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    if (QStringDecoder(name).isValid()) names.append(QString::fromLatin1(name));
  }
  return names;
}

}  // namespace

const QStringList& textEncodings() {
  static const QStringList kNames = readableEncodings();
  return kNames;
}

PayloadDecoder::PayloadDecoder(QString encoding) : m_encoding(std::move(encoding)) {}

QString PayloadDecoder::decoded(std::span<const std::byte> payload) const {
  QStringDecoder decoder(m_encoding.toLatin1().constData(), QStringConverter::Flag::Stateless);
  return decoder(QByteArrayView(charactersOf(payload).data(), static_cast<qsizetype>(payload.size())));
}

QString PayloadDecoder::text(std::span<const std::byte> payload, Lines lines) const {
  if (m_encoding == textEncodings().front()) return visibleUtf8(charactersOf(payload), lines);
  return visible(decoded(payload), lines);
}

QByteArray PayloadDecoder::bytesOf(const QString& typed) const {
  QStringEncoder encoder(m_encoding.toLatin1().constData(), QStringConverter::Flag::Stateless);
  return encoder(typed);
}

std::string PayloadDecoder::utf8(std::span<const std::byte> payload) const {
  if (m_encoding == textEncodings().front()) return std::string(charactersOf(payload));
  return decoded(payload).toStdString();
}

QString hexLine(std::span<const std::byte> payload) {
  return QString::fromStdString(toHex(payload));
}

}  // namespace synscope
