#include "ui/widgets/field_reader.h"
#include "ui/workbench/session_draft.h"

namespace synscope {
namespace {

using DraftReader = FieldReader<SessionField>;

void readWhere(DraftReader& in, EndpointSettings& out) {
  const Protocol protocol = out.kind == EndpointKind::kUdp ? Protocol::kUdp : Protocol::kTcp;
  const bool server = out.kind == EndpointKind::kTcpServer;
  const bool onlyListens = out.kind == EndpointKind::kUdp && !in.has(SessionField::kHost);
  if (!server && !onlyListens) out.host = in.target(SessionField::kHost).first;
  if (!onlyListens) out.port = in.port(SessionField::kPort, protocol, server);
  out.bindAddress = in.address(SessionField::kSourceAddress);
  if (in.has(SessionField::kSourcePort)) out.sourcePort = in.port(SessionField::kSourcePort, protocol, true);
}

void readFamily(DraftReader& in, EndpointSettings& out) {
  out.family = in.family(SessionField::kFamily);
  if (out.family && out.bindAddress && out.bindAddress->family() != *out.family)
    in.fail(SessionField::kSourceAddress, {ErrorCode::kBadAddress, "parse-address", out.bindAddress->toString()});
}

void readRole(DraftReader& in, EndpointSettings& out) {
  if (out.role == ServerRole::kSendFile) out.roleFile = in.file(SessionField::kRoleFile);
  if (out.role != ServerRole::kForward) return;
  const auto [host, port] = in.target(SessionField::kForward);
  if (!host.empty() && !port)
    in.fail(SessionField::kForward, {ErrorCode::kMissingPort, "parse-target", in.typed(SessionField::kForward)});
  out.forwardHost = host;
  out.forwardPort = port.value_or(0);
}

void readTls(DraftReader& in, EndpointSettings& out) {
  if (!in.isOn(SessionField::kTls)) return;
  TlsSettings& tls = out.tls.emplace();
  if (in.has(SessionField::kServerName)) tls.serverName = in.target(SessionField::kServerName).first;
  tls.verifyPeer = in.isOn(SessionField::kVerifyPeer);
  if (in.has(SessionField::kCertificate)) tls.certificateFile = in.file(SessionField::kCertificate);
  if (in.has(SessionField::kKey)) tls.keyFile = in.file(SessionField::kKey);
}

void readTimes(DraftReader& in, EndpointSettings& out) {
  constexpr double kDay = 86'400;
  if (in.has(SessionField::kConnectTimeout))
    out.connectTimeout = in.time(SessionField::kConnectTimeout, 0.1, kDay, DraftReader::kSecondsNs);
  if (in.has(SessionField::kUserTimeout))
    out.userTimeout = in.time(SessionField::kUserTimeout, 0.1, kDay, DraftReader::kSecondsNs);
  if (in.isOn(SessionField::kReconnect)) {
    ReconnectSettings& again = out.reconnect.emplace();
    again.first = in.time(SessionField::kReconnectFirst, 0.1, kDay, DraftReader::kSecondsNs);
    again.most = in.time(SessionField::kReconnectMost, 0.1, kDay, DraftReader::kSecondsNs);
  }
  if (in.isOn(SessionField::kKeepalive)) {
    KeepaliveSettings& keepalive = out.keepalive.emplace();
    keepalive.idleSeconds = in.whole(SessionField::kKeepaliveIdle, 1, 32'767);
    keepalive.intervalSeconds = in.whole(SessionField::kKeepaliveInterval, 1, 32'767);
    keepalive.count = in.whole(SessionField::kKeepaliveCount, 1, 127);
  }
}

void readSocketOptions(DraftReader& in, EndpointSettings& out) {
  constexpr int kMostBuffer = 1 << 30;
  out.noDelay = in.isOn(SessionField::kNoDelay);
  if (in.has(SessionField::kSendBuffer)) out.sendBuffer = in.whole(SessionField::kSendBuffer, 1, kMostBuffer);
  if (in.has(SessionField::kReceiveBuffer)) out.receiveBuffer = in.whole(SessionField::kReceiveBuffer, 1, kMostBuffer);
  if (in.has(SessionField::kMaxClients)) out.maxClients = in.whole(SessionField::kMaxClients, 0, 1'000'000);
  for (const auto mode : {CloseMode::kHalf, CloseMode::kReset}) {
    if (in.has(SessionField::kCloseMode) && in.typed(SessionField::kCloseMode) == name(mode)) out.closeMode = mode;
  }
}

void readMulticast(DraftReader& in, EndpointSettings& out) {
  out.multicastGroup = in.address(SessionField::kGroup);
  out.broadcast = in.isOn(SessionField::kBroadcast);
  if (in.has(SessionField::kInterface)) out.interface = in.typed(SessionField::kInterface);
  if (in.has(SessionField::kMulticastTtl)) out.multicastTtl = in.whole(SessionField::kMulticastTtl, 0, 255);
}

std::optional<std::uint64_t> readCount(DraftReader& in, SessionField field) {
  constexpr double kMost = 1e15;
  if (!in.has(field)) return std::nullopt;
  return static_cast<std::uint64_t>(in.number(field, 1, kMost));
}

double readPercent(DraftReader& in, SessionField field) {
  return in.has(field) ? in.number(field, 0, 100) : 0;
}

void readImpairment(DraftReader& in, EndpointSettings& out) {
  constexpr double kMillion = 1e6, kHour = 3'600'000;
  if (out.role != ServerRole::kForward) return;
  ImpairmentSettings harm;
  const ImpairmentSettings none;
  if (in.has(SessionField::kDelay)) harm.delay = in.time(SessionField::kDelay, 0, kHour, kMillion);
  if (in.has(SessionField::kJitter)) harm.jitter = in.time(SessionField::kJitter, 0, kHour, kMillion);
  harm.bytesPerSecond = readCount(in, SessionField::kRate);
  harm.stallAfterBytes = readCount(in, SessionField::kStallAfter);
  if (in.has(SessionField::kStallFor)) harm.stallFor = in.time(SessionField::kStallFor, 0, kHour, kMillion);
  harm.halfCloseAfterBytes = readCount(in, SessionField::kHalfCloseAfter);
  harm.resetAfterBytes = readCount(in, SessionField::kResetAfter);
  harm.lossPercent = readPercent(in, SessionField::kLoss);
  harm.duplicatePercent = readPercent(in, SessionField::kDuplicate);
  harm.reorderPercent = readPercent(in, SessionField::kReorder);
  const bool any = harm.delay != none.delay || harm.jitter != none.jitter || harm.bytesPerSecond ||
                   harm.stallAfterBytes || harm.halfCloseAfterBytes || harm.resetAfterBytes || harm.lossPercent > 0 ||
                   harm.duplicatePercent > 0 || harm.reorderPercent > 0;
  harm.seed = readCount(in, SessionField::kSeed).value_or(1);
  if (any) out.impairment = harm;
}

}  // namespace

std::variant<EndpointSettings, DraftError> settingsFrom(const SessionDraft& draft) {
  DraftReader in([&draft](SessionField field) { return applies(field, draft) ? draft.text(field) : QString(); });
  EndpointSettings out;
  out.kind = draft.kind();
  out.role = draft.role();
  readWhere(in, out);
  readFamily(in, out);
  readRole(in, out);
  readTls(in, out);
  readTimes(in, out);
  readSocketOptions(in, out);
  readMulticast(in, out);
  readImpairment(in, out);
  if (in.error()) return DraftError{in.error()->field, in.error()->error};
  return out;
}

}  // namespace synscope
