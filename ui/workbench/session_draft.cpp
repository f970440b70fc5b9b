#include "ui/workbench/session_draft.h"

#include "core/logic/base/ip_endpoint.h"

#include <array>
#include <utility>

namespace synscope {
namespace {

constexpr int kMostCharacters = 4096;

constexpr std::array<const char*, kSessionFields> kNames{"kind",
                                                         "host",
                                                         "port",
                                                         "role",
                                                         "role-file",
                                                         "forward",
                                                         "tls",
                                                         "server-name",
                                                         "verify-peer",
                                                         "certificate",
                                                         "key",
                                                         "source-address",
                                                         "source-port",
                                                         "family",
                                                         "interface",
                                                         "group",
                                                         "multicast-ttl",
                                                         "broadcast",
                                                         "connect-timeout",
                                                         "reconnect",
                                                         "reconnect-first",
                                                         "reconnect-most",
                                                         "close-mode",
                                                         "max-clients",
                                                         "no-delay",
                                                         "user-timeout",
                                                         "keepalive",
                                                         "keepalive-idle",
                                                         "keepalive-interval",
                                                         "keepalive-count",
                                                         "send-buffer",
                                                         "receive-buffer",
                                                         "delay",
                                                         "jitter",
                                                         "rate",
                                                         "stall-after",
                                                         "stall-for",
                                                         "half-close-after",
                                                         "reset-after",
                                                         "loss",
                                                         "duplicate",
                                                         "reorder",
                                                         "seed"};

QString word(std::string_view name) {
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

template <typename Enum>
Enum valueOf(const QString& text, Enum last) {
  for (int index = 0; index <= static_cast<int>(last); ++index) {
    if (text == word(name(static_cast<Enum>(index)))) return static_cast<Enum>(index);
  }
  return static_cast<Enum>(0);
}

}  // namespace

QString name(SessionField field) {
  return QString::fromLatin1(kNames[static_cast<std::size_t>(field)]);
}

SessionDraft::SessionDraft()
    : m_texts{{SessionField::kKind, word(name(EndpointKind::kTcpClient))},
              {SessionField::kRole, word(name(ServerRole::kTalk))},
              {SessionField::kCloseMode, word(name(CloseMode::kFin))},
              {SessionField::kVerifyPeer, QStringLiteral("1")},
              {SessionField::kConnectTimeout, QStringLiteral("10")},
              {SessionField::kReconnectFirst, QStringLiteral("0.5")},
              {SessionField::kReconnectMost, QStringLiteral("30")},
              {SessionField::kKeepaliveIdle, QStringLiteral("60")},
              {SessionField::kKeepaliveInterval, QStringLiteral("10")},
              {SessionField::kKeepaliveCount, QStringLiteral("5")},
              {SessionField::kMulticastTtl, QStringLiteral("1")},
              {SessionField::kSeed, QStringLiteral("1")}} {}

QString SessionDraft::text(SessionField field) const {
  const auto found = m_texts.find(field);
  return found == m_texts.end() ? QString() : found->second;
}

EndpointKind SessionDraft::kind() const {
  return valueOf(text(SessionField::kKind), EndpointKind::kUdp);
}

ServerRole SessionDraft::role() const {
  return kind() == EndpointKind::kTcpClient ? ServerRole::kTalk : valueOf(text(SessionField::kRole), ServerRole::kPair);
}

void SessionDraft::set(SessionField field, const QString& text) {
  if (text.isEmpty() && !SessionDraft().m_texts.contains(field))
    m_texts.erase(field);
  else
    m_texts[field] = text;
}

QJsonObject SessionDraft::toJson() const {
  const SessionDraft fresh;
  QJsonObject json;
  for (const auto& [field, text] : m_texts) {
    if (text != fresh.text(field)) json[name(field)] = text;
  }
  return json;
}

SessionDraft SessionDraft::fromJson(const QJsonObject& json) {
  SessionDraft draft;
  for (int index = 0; index < kSessionFields; ++index) {
    const auto field = static_cast<SessionField>(index);
    const QJsonValue value = json[name(field)];
    if (value.isString() && value.toString().size() <= kMostCharacters) draft.set(field, value.toString());
  }
  return draft;
}

bool applies(SessionField field, const SessionDraft& draft) {
  const EndpointKind kind = draft.kind();
  const bool client = kind == EndpointKind::kTcpClient, server = kind == EndpointKind::kTcpServer;
  const bool udp = kind == EndpointKind::kUdp, tcp = !udp;
  const bool relay = draft.role() == ServerRole::kForward;
  switch (field) {
    case SessionField::kHost: return !server;
    case SessionField::kRole: return !client;
    case SessionField::kRoleFile: return draft.role() == ServerRole::kSendFile;
    case SessionField::kForward: return relay;
    case SessionField::kTls: return tcp;
    case SessionField::kServerName:
    case SessionField::kVerifyPeer: return client && draft.isOn(SessionField::kTls);
    case SessionField::kCertificate:
    case SessionField::kKey: return tcp && draft.isOn(SessionField::kTls);
    case SessionField::kSourcePort: return !server;
    case SessionField::kInterface:
    case SessionField::kGroup:
    case SessionField::kMulticastTtl:
    case SessionField::kBroadcast: return udp;
    case SessionField::kConnectTimeout:
    case SessionField::kReconnect: return client;
    case SessionField::kReconnectFirst:
    case SessionField::kReconnectMost: return client && draft.isOn(SessionField::kReconnect);
    case SessionField::kMaxClients: return server;
    case SessionField::kCloseMode:
    case SessionField::kNoDelay:
    case SessionField::kUserTimeout:
    case SessionField::kKeepalive: return tcp;
    case SessionField::kKeepaliveIdle:
    case SessionField::kKeepaliveInterval:
    case SessionField::kKeepaliveCount: return tcp && draft.isOn(SessionField::kKeepalive);
    case SessionField::kDelay:
    case SessionField::kJitter:
    case SessionField::kRate:
    case SessionField::kSeed: return relay;
    case SessionField::kStallAfter:
    case SessionField::kStallFor:
    case SessionField::kHalfCloseAfter:
    case SessionField::kResetAfter: return relay && tcp;
    case SessionField::kLoss:
    case SessionField::kDuplicate:
    case SessionField::kReorder: return relay && udp;
    default: return true;
  }
}

SessionDraft draftOf(const EndpointSettings& settings) {
  SessionDraft draft;
  draft.set(SessionField::kKind, word(name(settings.kind)));
  draft.set(SessionField::kHost, QString::fromStdString(settings.host));
  draft.set(SessionField::kPort, QString::number(settings.port));
  draft.set(SessionField::kRole, word(name(settings.role)));
  draft.set(SessionField::kRoleFile, QString::fromStdString(settings.roleFile));
  if (settings.role == ServerRole::kForward) {
    const auto literal = IpAddress::parse(settings.forwardHost);
    const std::string host = literal && literal->isV6() ? '[' + settings.forwardHost + ']' : settings.forwardHost;
    draft.set(SessionField::kForward, QStringLiteral("%1:%2").arg(word(host)).arg(settings.forwardPort));
  }
  if (settings.bindAddress) draft.set(SessionField::kSourceAddress, word(settings.bindAddress->toString()));
  if (settings.sourcePort != 0) draft.set(SessionField::kSourcePort, QString::number(settings.sourcePort));
  draft.set(SessionField::kTls, settings.tls ? QStringLiteral("1") : QString());
  return draft;
}

}  // namespace synscope
