#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/time.h"
#include "core/logic/endpoint/auto_reply.h"
#include "core/logic/endpoint/impairment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

enum class EndpointKind { kTcpClient, kTcpServer, kUdp };

std::string_view name(EndpointKind kind);

/// How a connection is ended: FIN in both directions, FIN in ours only, or a reset (SO_LINGER with 0).
enum class CloseMode { kFin, kHalf, kReset };

std::string_view name(CloseMode mode);

/// What a server does with what it receives, beside showing it.
enum class ServerRole { kTalk, kEcho, kDiscard, kCharacterGenerator, kDaytime, kSendFile, kForward, kPair };

std::string_view name(ServerRole role);

struct KeepaliveSettings {
  int idleSeconds = 60;      ///< 1 to 32,767 (Linux tcp(7), TCP_KEEPIDLE).
  int intervalSeconds = 10;  ///< 1 to 32,767.
  int count = 5;             ///< 1 to 127.
};

struct TlsSettings {
  std::string certificateFile, keyFile;  ///< PEM; a server with both empty makes itself a self-signed certificate.
  std::string serverName;                ///< Client: the name asked for (SNI) and checked; empty: the host.
  bool verifyPeer = true;                ///< Client: end the connection when the certificate does not hold.
};

struct ReconnectSettings {
  Duration first = std::chrono::milliseconds(500);  ///< Doubled after every failure …
  Duration most = std::chrono::seconds(30);         ///< … up to this.
};

/// Everything a person chooses about one endpoint before it is opened. Plain values, nothing checked yet.
struct EndpointSettings {
  EndpointKind kind = EndpointKind::kTcpClient;
  std::string host;                      ///< Client and UDP: where to; a name or literal. Server: unused.
  std::uint16_t port = 0;                ///< Client and UDP: theirs. Server: ours, 0 for any free one.
  std::optional<IpAddress> bindAddress;  ///< nullopt: any; a server then serves IPv4 and IPv6 at once.
  std::uint16_t sourcePort = 0;          ///< Client and UDP: ours, 0 for any free one.
  std::optional<IpFamily> family;

  Duration connectTimeout = std::chrono::seconds(10);
  bool noDelay = false;  ///< TCP_NODELAY: Nagle's algorithm off (RFC 9293 section 3.7.4).
  std::optional<KeepaliveSettings> keepalive;
  std::optional<Duration> userTimeout;           ///< TCP_USER_TIMEOUT, RFC 5482.
  std::optional<int> sendBuffer, receiveBuffer;  ///< Bytes asked for; the kernel may give another size.
  CloseMode closeMode = CloseMode::kFin;
  std::optional<TlsSettings> tls;
  std::optional<ReconnectSettings> reconnect;

  ServerRole role = ServerRole::kTalk;
  std::string roleFile;     ///< kSendFile.
  std::string forwardHost;  ///< kForward.
  std::uint16_t forwardPort = 0;
  std::optional<ImpairmentSettings> impairment;  ///< kForward: what the relay does to what passes.
  std::vector<AutoReplyRule> autoReply;          ///< kTalk, and clients: answers given without a hand.
  int maxClients = 0;                            ///< 0: as many as descriptors allow.

  /// UDP: who is silent for this long is forgotten, except the one named; 0: nobody. NATs keep theirs as long
  /// (RFC 4787 section 4.3).
  Duration peerIdle = std::chrono::minutes(5);
  /// UDP: joined on `interface`. Without a host we speak to it at `port`; without a sourcePort we listen on `port`.
  std::optional<IpAddress> multicastGroup;
  std::string interface;          ///< UDP multicast and broadcast: by name; empty: the system's choice.
  int multicastTtl = 1;           ///< 0 to 255.
  bool multicastLoopback = true;  ///< What we send to a group is heard on this machine too.
  bool broadcast = false;
};

}  // namespace synscope
