#include "ui/workbench/session_words.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// The translation context of the fields of a new session.
class FieldWords {
  Q_DECLARE_TR_FUNCTIONS(FieldWords)
};

QString whereLabel(SessionField field, EndpointKind kind) {
  const bool server = kind == EndpointKind::kTcpServer;
  switch (field) {
    case SessionField::kHost: return FieldWords::tr("Host, address or URL");
    case SessionField::kPort: return server ? FieldWords::tr("Port to listen on") : FieldWords::tr("Port");
    case SessionField::kRole: return FieldWords::tr("What it does");
    case SessionField::kRoleFile: return FieldWords::tr("File to send");
    case SessionField::kForward: return FieldWords::tr("Forward to");
    case SessionField::kTls: return QStringLiteral("TLS");
    case SessionField::kServerName: return FieldWords::tr("Name to ask for (SNI)");
    case SessionField::kVerifyPeer: return FieldWords::tr("Check the certificate");
    case SessionField::kCertificate: return FieldWords::tr("Certificate (PEM)");
    case SessionField::kKey: return FieldWords::tr("Private key (PEM)");
    case SessionField::kSourceAddress: return server ? FieldWords::tr("Listen on") : FieldWords::tr("Own address");
    case SessionField::kSourcePort: return FieldWords::tr("Own port");
    case SessionField::kFamily: return FieldWords::tr("IP version");
    case SessionField::kInterface: return FieldWords::tr("Interface");
    case SessionField::kGroup: return FieldWords::tr("Join multicast group");
    case SessionField::kMulticastTtl: return FieldWords::tr("Multicast TTL");
    default: return FieldWords::tr("Allow broadcast");
  }
}

QString tcpLabel(SessionField field) {
  switch (field) {
    case SessionField::kConnectTimeout: return FieldWords::tr("Connect time-out (s)");
    case SessionField::kReconnect: return FieldWords::tr("Connect again by itself");
    case SessionField::kReconnectFirst: return FieldWords::tr("First pause (s)");
    case SessionField::kReconnectMost: return FieldWords::tr("Longest pause (s)");
    case SessionField::kCloseMode: return FieldWords::tr("Close with");
    case SessionField::kMaxClients: return FieldWords::tr("Most clients at once");
    case SessionField::kNoDelay: return FieldWords::tr("Send small data at once");
    case SessionField::kUserTimeout: return FieldWords::tr("User time-out (s)");
    case SessionField::kKeepalive: return FieldWords::tr("Keepalive probes");
    case SessionField::kKeepaliveIdle: return FieldWords::tr("After idle (s)");
    case SessionField::kKeepaliveInterval: return FieldWords::tr("Between probes (s)");
    case SessionField::kKeepaliveCount: return FieldWords::tr("Probes");
    case SessionField::kSendBuffer: return FieldWords::tr("Send buffer (bytes)");
    default: return FieldWords::tr("Receive buffer (bytes)");
  }
}

QString relayLabel(SessionField field) {
  switch (field) {
    case SessionField::kDelay: return FieldWords::tr("Delay (ms)");
    case SessionField::kJitter: return FieldWords::tr("Jitter (ms)");
    case SessionField::kRate: return FieldWords::tr("Rate limit (bytes/s)");
    case SessionField::kStallAfter: return FieldWords::tr("Stall after (bytes)");
    case SessionField::kStallFor: return FieldWords::tr("Stall for (ms)");
    case SessionField::kHalfCloseAfter: return FieldWords::tr("Half-close after (bytes)");
    case SessionField::kResetAfter: return FieldWords::tr("Reset after (bytes)");
    case SessionField::kLoss: return FieldWords::tr("Lose (%)");
    case SessionField::kDuplicate: return FieldWords::tr("Duplicate (%)");
    case SessionField::kReorder: return FieldWords::tr("Reorder (%)");
    default: return FieldWords::tr("Seed of chance");
  }
}

}  // namespace

QString fieldLabel(SessionField field, EndpointKind kind) {
  if (field <= SessionField::kBroadcast) return whereLabel(field, kind);
  return field <= SessionField::kReceiveBuffer ? tcpLabel(field) : relayLabel(field);
}

QString fieldPlaceholder(SessionField field, EndpointKind kind) {
  switch (field) {
    case SessionField::kHost:
      return kind == EndpointKind::kUdp ? FieldWords::tr("empty: only receive")
                                        : FieldWords::tr("example.net, 192.0.2.7:22, https://…");
    case SessionField::kPort:
      return kind == EndpointKind::kTcpServer ? FieldWords::tr("0: any free") : FieldWords::tr("443 or https");
    case SessionField::kForward: return FieldWords::tr("example.net:80");
    case SessionField::kServerName: return FieldWords::tr("the host");
    case SessionField::kCertificate:
      return kind == EndpointKind::kTcpServer ? FieldWords::tr("empty: self-signed, made now") : FieldWords::tr("none");
    case SessionField::kKey: return FieldWords::tr("none");
    case SessionField::kSourceAddress: return FieldWords::tr("all addresses");
    case SessionField::kSourcePort: return FieldWords::tr("any free");
    case SessionField::kInterface: return FieldWords::tr("the system's choice");
    case SessionField::kGroup: return QStringLiteral("239.1.2.3, ff02::123");
    case SessionField::kMaxClients: return FieldWords::tr("no limit");
    case SessionField::kUserTimeout:
    case SessionField::kSendBuffer:
    case SessionField::kReceiveBuffer: return FieldWords::tr("the system's");
    case SessionField::kStallFor: return FieldWords::tr("for ever");
    default: return field >= SessionField::kDelay ? FieldWords::tr("none") : QString();
  }
}

QString fieldHint(SessionField field) {
  switch (field) {
    case SessionField::kTls: return FieldWords::tr("Encrypts; the certificate is shown and explained.");
    case SessionField::kVerifyPeer:
      return FieldWords::tr(
          "Off: the connection goes on with a certificate that does not hold; it is still explained.");
    case SessionField::kNoDelay:
      return FieldWords::tr(
          "TCP_NODELAY: Nagle's algorithm off. Small pieces do not wait for the acknowledgement of the one before.");
    case SessionField::kUserTimeout:
      return FieldWords::tr(
          "TCP_USER_TIMEOUT: how long sent data may stay unacknowledged before the connection is given up (RFC 5482).");
    case SessionField::kKeepalive:
      return FieldWords::tr(
          "Asks a silent peer whether it is still there; without answers the connection is given up.");
    case SessionField::kCloseMode:
      return FieldWords::tr("FIN ends our half and lets the peer finish; RST throws away what was not read.");
    case SessionField::kReconnect: return FieldWords::tr("After a failure, with pauses that double.");
    case SessionField::kSeed: return FieldWords::tr("The same seed gives the same losses.");
    case SessionField::kSourceAddress: return FieldWords::tr("An address of this machine.");
    default: return {};
  }
}

}  // namespace synscope
