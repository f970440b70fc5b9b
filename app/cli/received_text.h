#pragma once

#include "app/cli/endpoint_request.h"
#include "app/cli/terminal_text.h"
#include "core/logic/endpoint/connection_row.h"

#include <QByteArray>

#include <unordered_map>

namespace synscope {

enum class OutputForm { kRaw, kHex, kTerminal };

/// How received bytes stand on standard output: as they came, as a hex dump, or made safe for a terminal. Keeps apart
/// what different peers send.
class ReceivedText {
 public:
  /// A dump says whose bytes follow, where more than one peer may send; its offsets count from the beginning of the
  /// stream, or of each datagram.
  ReceivedText(OutputForm form, const EndpointRequest& request)
      : m_form(form), m_namesPeers(request.listens), m_datagrams(request.isUdp()) {}

  void add(const ConnectionRow& peer);
  QByteArray format(ConnectionId from, const QByteArray& bytes);
  /// What was kept back, when a peer has gone.
  QByteArray finish(ConnectionId peer);

 private:
  struct Stream {
    IpEndpoint peer;
    std::uint64_t offset = 0;
    TerminalText text;
  };

  OutputForm m_form;
  bool m_namesPeers;
  bool m_datagrams;
  ConnectionId m_lastPeer = 0;
  std::unordered_map<ConnectionId, Stream> m_streams;
};

}  // namespace synscope
