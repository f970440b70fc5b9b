#include "app/cli/typed_input.h"

#include "core/logic/endpoint/payload_text.h"

#include <string_view>
#include <utility>

namespace synscope {
namespace {

constexpr qsizetype kLongestLine = 1024 * 1024;  ///< Bytes.

Result<QByteArray> fromHex(const QByteArray& line) {
  const Result<Bytes> bytes = parseHex(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
  if (!bytes) return bytes.error();
  return QByteArray(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()));
}

}  // namespace

TypedInput::Messages TypedInput::add(const QByteArray& piece) {
  if (m_form == InputForm::kRaw) return {{piece}};
  if (m_form == InputForm::kCrLf) return {{withCrLf(piece)}};
  m_line += piece;
  return readLines();
}

TypedInput::Messages TypedInput::finish() {
  if (m_line.isEmpty()) return {};
  m_line += '\n';
  return readLines();
}

QByteArray TypedInput::withCrLf(const QByteArray& piece) {
  QByteArray text;
  text.reserve(piece.size() + piece.size() / 8);
  for (const char byte : piece) {
    if (byte == '\n' && !m_afterCr) text += '\r';
    text += byte;
    m_afterCr = byte == '\r';
  }
  return text;
}

TypedInput::Messages TypedInput::readLines() {
  Messages messages;
  qsizetype from = 0;
  for (qsizetype end = m_line.indexOf('\n'); end >= 0; end = m_line.indexOf('\n', from)) {
    const Result<QByteArray> message = fromHex(m_skipping ? QByteArray() : m_line.mid(from, end - from));
    from = end + 1;
    m_skipping = false;
    if (!message)
      messages.problem = message.error();
    else if (!message->isEmpty())
      messages.bytes << *message;
  }
  m_line.remove(0, from);
  if (m_line.size() > kLongestLine && !std::exchange(m_skipping, true))
    messages.problem = Error{ErrorCode::kTooLong, "parse-hex", {}, 0};
  if (m_skipping) m_line.clear();
  return messages;
}

}  // namespace synscope
