#include "ui/workbench/message_draft.h"

#include "core/logic/base/enum_values.h"

#include <QStringEncoder>

#include <algorithm>

namespace synscope {
namespace {

constexpr const char* kFormats[] = {"text", "escapes", "hex"};

QByteArray fromLogic(const Bytes& bytes) {
  return QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

std::span<const std::byte> toLogic(const QByteArray& bytes) {
  return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

/// The first character that an encoding does not have.
QString firstUnencodable(const QString& text, const QByteArray& encoding) {
  for (qsizetype at = 0; at < text.size(); ++at) {
    const qsizetype length = text[at].isHighSurrogate() && at + 1 < text.size() ? 2 : 1;
    QStringEncoder one(encoding.constData(), QStringConverter::Flag::Stateless);
    const QByteArray written = one.encode(text.sliced(at, length));
    if (one.hasError() || written.isEmpty()) return text.sliced(at, length);
    at += length - 1;
  }
  return {};
}

Result<QByteArray> encode(const QString& text, const QString& encoding) {
  const QByteArray codec = encoding.toLatin1();
  QStringEncoder encoder(codec.constData(), QStringConverter::Flag::Stateless);
  if (!encoder.isValid()) return Error{ErrorCode::kNotSupported, "encode", encoding.toStdString()};
  const QByteArray bytes = encoder.encode(text);
  if (!encoder.hasError()) return bytes;
  return Error{ErrorCode::kNotEncodable, "encode", firstUnencodable(text, codec).toStdString()};
}

Result<QByteArray> plainBytes(const MessageDraft& draft) {
  const std::string typed = draft.text.toStdString();
  if (draft.format == MessageDraft::Format::kHex) {
    const auto bytes = parseHex(typed);
    return bytes ? Result<QByteArray>(fromLogic(*bytes)) : bytes.error();
  }
  const std::string text = withLineEnding(typed, draft.ending);
  if (draft.format == MessageDraft::Format::kText) return encode(QString::fromStdString(text), draft.encoding);
  const auto bytes = parseEscapes(text);
  return bytes ? Result<QByteArray>(fromLogic(*bytes)) : bytes.error();
}

template <typename Enum, Enum last>
std::optional<Enum> named(const QString& word) {
  for (const Enum value : enumValues<Enum, last>()) {
    const std::string_view text = name(value);
    if (word == QLatin1String(text.data(), static_cast<qsizetype>(text.size()))) return value;
  }
  return std::nullopt;
}

QString word(std::string_view name) {
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

}  // namespace

Result<QByteArray> bytesOf(const MessageDraft& draft) {
  auto bytes = plainBytes(draft);
  if (!bytes || !draft.checksum) return bytes;
  return *bytes + fromLogic(checksumBytes(*draft.checksum, toLogic(*bytes)));
}

QStringList encodings() {
  static const QStringList kKnown = [] {
    QStringList known;
    for (const char* each :
         {"UTF-8",        "UTF-16LE",     "UTF-16BE",     "UTF-32LE",     "UTF-32BE",     "GB18030",
          "GBK",          "Big5",         "Big5-HKSCS",   "Shift_JIS",    "EUC-JP",       "ISO-2022-JP",
          "EUC-KR",       "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-5",   "ISO-8859-7",   "ISO-8859-9",
          "ISO-8859-15",  "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
          "windows-1255", "windows-1256", "KOI8-R",       "KOI8-U",       "IBM437",       "IBM850",
          "IBM866",       "TIS-620",      "IBM037"}) {
      if (QStringEncoder(each).isValid()) known.append(QString::fromLatin1(each));
    }
    return known;
  }();
  return kKnown;
}

QJsonObject toJson(const MessageDraft& draft) {
  QJsonObject json{{QStringLiteral("format"), QLatin1String(kFormats[static_cast<int>(draft.format)])},
                   {QStringLiteral("text"), draft.text},
                   {QStringLiteral("encoding"), draft.encoding},
                   {QStringLiteral("ending"), word(name(draft.ending))}};
  if (draft.checksum) json[QStringLiteral("checksum")] = word(name(*draft.checksum));
  return json;
}

MessageDraft messageFromJson(const QJsonObject& json) {
  MessageDraft draft;
  for (int format = 0; format < 3; ++format) {
    if (json[QStringLiteral("format")].toString() == QLatin1String(kFormats[format]))
      draft.format = static_cast<MessageDraft::Format>(format);
  }
  draft.text = json[QStringLiteral("text")].toString();
  const QString encoding = json[QStringLiteral("encoding")].toString();
  if (encodings().contains(encoding)) draft.encoding = encoding;
  draft.ending = named<LineEnding, LineEnding::kNul>(json[QStringLiteral("ending")].toString()).value_or(draft.ending);
  draft.checksum = named<Checksum, Checksum::kCrc32>(json[QStringLiteral("checksum")].toString());
  return draft;
}

}  // namespace synscope
