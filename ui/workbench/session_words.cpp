#include "ui/workbench/session_words.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// The translation context of these words.
class SessionWords {
  Q_DECLARE_TR_FUNCTIONS(SessionWords)
};

}  // namespace

QString kindLabel(EndpointKind kind) {
  switch (kind) {
    case EndpointKind::kTcpClient: return SessionWords::tr("TCP client");
    case EndpointKind::kTcpServer: return SessionWords::tr("TCP server");
    case EndpointKind::kUdp: break;
  }
  return QStringLiteral("UDP");
}

QString kindHint(EndpointKind kind) {
  switch (kind) {
    case EndpointKind::kTcpClient: return SessionWords::tr("Connects to a port somebody listens on.");
    case EndpointKind::kTcpServer: return SessionWords::tr("Listens on a port; many can connect to it.");
    case EndpointKind::kUdp: break;
  }
  return SessionWords::tr("Sends and receives datagrams, with no connection.");
}

QString kindIcon(EndpointKind kind) {
  switch (kind) {
    case EndpointKind::kTcpClient: return QStringLiteral("client");
    case EndpointKind::kTcpServer: return QStringLiteral("server");
    case EndpointKind::kUdp: break;
  }
  return QStringLiteral("datagram");
}

QString roleLabel(ServerRole role) {
  switch (role) {
    case ServerRole::kTalk: return SessionWords::tr("Talk");
    case ServerRole::kEcho: return SessionWords::tr("Echo");
    case ServerRole::kDiscard: return SessionWords::tr("Discard");
    case ServerRole::kCharacterGenerator: return SessionWords::tr("Character generator");
    case ServerRole::kDaytime: return SessionWords::tr("Daytime");
    case ServerRole::kSendFile: return SessionWords::tr("Send a file");
    case ServerRole::kForward: return SessionWords::tr("Forward");
    case ServerRole::kPair: break;
  }
  return SessionWords::tr("Pair");
}

QString roleHint(ServerRole role) {
  switch (role) {
    case ServerRole::kTalk: return SessionWords::tr("Shows what comes in; you answer by hand or by rules.");
    case ServerRole::kEcho: return SessionWords::tr("Sends everything back as it came (RFC 862).");
    case ServerRole::kDiscard: return SessionWords::tr("Reads everything and answers nothing (RFC 863).");
    case ServerRole::kCharacterGenerator:
      return SessionWords::tr("Sends lines of characters for as long as they are read (RFC 864).");
    case ServerRole::kDaytime: return SessionWords::tr("Tells the date and time, then closes (RFC 867).");
    case ServerRole::kSendFile: return SessionWords::tr("Sends a file to everybody who connects, then closes.");
    case ServerRole::kForward:
      return SessionWords::tr("Relays to another host, on request with delay, loss or a cut in between.");
    case ServerRole::kPair: break;
  }
  return SessionWords::tr("Clients see who is there and ask to be joined; both ways are relayed.");
}

QString closeModeLabel(CloseMode mode) {
  switch (mode) {
    case CloseMode::kFin: return SessionWords::tr("FIN: orderly");
    case CloseMode::kHalf: return SessionWords::tr("FIN, and go on reading");
    case CloseMode::kReset: break;
  }
  return SessionWords::tr("RST: at once");
}

QString lineEndingLabel(LineEnding ending) {
  switch (ending) {
    case LineEnding::kNone: return SessionWords::tr("None");
    case LineEnding::kLf: return QStringLiteral("LF \\n");
    case LineEnding::kCrLf: return QStringLiteral("CR LF \\r\\n");
    case LineEnding::kCr: return QStringLiteral("CR \\r");
    case LineEnding::kNul: break;
  }
  return QStringLiteral("NUL \\0");
}

QString checksumLabel(Checksum checksum) {
  switch (checksum) {
    case Checksum::kSum8: return QStringLiteral("SUM-8");
    case Checksum::kXor8: return QStringLiteral("XOR-8");
    case Checksum::kCrc16Modbus: return QStringLiteral("CRC-16 Modbus");
    case Checksum::kCrc16Ccitt: return QStringLiteral("CRC-16 CCITT");
    case Checksum::kCrc16Xmodem: return QStringLiteral("CRC-16 XMODEM");
    case Checksum::kCrc32: break;
  }
  return QStringLiteral("CRC-32");
}

QString matchLabel(MatchKind kind) {
  switch (kind) {
    case MatchKind::kContains: return SessionWords::tr("contains");
    case MatchKind::kEquals: return SessionWords::tr("equals");
    case MatchKind::kRegex: return SessionWords::tr("regular expression");
    case MatchKind::kHex: break;
  }
  return SessionWords::tr("hex pattern");
}

}  // namespace synscope
