#include "app/cli/received_text.h"

#include "core/logic/endpoint/hex_dump.h"

#include <span>
#include <string_view>
#include <utility>

namespace synscope {
namespace {

std::string_view viewOf(const QByteArray& bytes) {
  return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

}  // namespace

void ReceivedText::add(const ConnectionRow& peer) {
  if (m_form != OutputForm::kRaw) m_streams[peer.id].peer = peer.peer;
}

QByteArray ReceivedText::format(ConnectionId from, const QByteArray& bytes) {
  if (m_form == OutputForm::kRaw) return bytes;
  Stream& stream = m_streams[from];
  if (m_form == OutputForm::kTerminal) return QByteArray::fromStdString(stream.text.add(viewOf(bytes)));
  std::string dump;
  if (m_namesPeers && std::exchange(m_lastPeer, from) != from) dump = "# " + stream.peer.toString() + '\n';
  const auto content = std::as_bytes(std::span(viewOf(bytes)));
  dump += content.empty() ? hexDumpLine(0, {}) + '\n' : hexDump(content, stream.offset);
  if (!m_datagrams) stream.offset += content.size();
  return QByteArray::fromStdString(dump);
}

QByteArray ReceivedText::finish(ConnectionId peer) {
  const auto stream = m_streams.find(peer);
  if (stream == m_streams.end()) return {};
  const QByteArray rest = QByteArray::fromStdString(stream->second.text.finish());
  m_streams.erase(stream);
  return rest;
}

}  // namespace synscope
