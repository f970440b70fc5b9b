#pragma once

#include "core/logic/base/error.h"
#include "core/logic/endpoint/endpoint_settings.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <variant>

namespace synscope {

/// What can be filled in for a new session. Numbers are text as typed; a switch is "" or "1"; a choice is the name() of
/// its value.
enum class SessionField {
  kKind,
  kHost,
  kPort,
  kRole,
  kRoleFile,
  kForward,
  kTls,
  kServerName,
  kVerifyPeer,
  kCertificate,
  kKey,
  kSourceAddress,
  kSourcePort,
  kFamily,
  kInterface,
  kGroup,
  kMulticastTtl,
  kBroadcast,
  kConnectTimeout,
  kReconnect,
  kReconnectFirst,
  kReconnectMost,
  kCloseMode,
  kMaxClients,
  kNoDelay,
  kUserTimeout,
  kKeepalive,
  kKeepaliveIdle,
  kKeepaliveInterval,
  kKeepaliveCount,
  kSendBuffer,
  kReceiveBuffer,
  kDelay,
  kJitter,
  kRate,
  kStallAfter,
  kStallFor,
  kHalfCloseAfter,
  kResetAfter,
  kLoss,
  kDuplicate,
  kReorder,
  kSeed,
};

inline constexpr int kSessionFields = static_cast<int>(SessionField::kSeed) + 1;

/// Name in the settings file: "keepalive-idle".
QString name(SessionField field);

/// A new session as it stands in the form: everything typed, nothing checked.
class SessionDraft {
 public:
  SessionDraft();

  QString text(SessionField field) const;
  bool isOn(SessionField field) const { return !text(field).isEmpty(); }
  EndpointKind kind() const;
  ServerRole role() const;
  void set(SessionField field, const QString& text);

  /// Only what differs from a new draft.
  QJsonObject toJson() const;
  /// Unknown names and text of unreasonable length are left out.
  static SessionDraft fromJson(const QJsonObject& json);

  bool operator==(const SessionDraft&) const = default;

 private:
  std::map<SessionField, QString> m_texts;
};

/// Whether a field means anything for what is chosen so far.
bool applies(SessionField field, const SessionDraft& draft);

/// A field that cannot be read, and why.
struct DraftError {
  SessionField field = SessionField::kHost;
  Error error;
};

/// Checks every field that applies; the first that is wrong is named.
std::variant<EndpointSettings, DraftError> settingsFrom(const SessionDraft& draft);

/// The form as it would have to be filled in for the commonest parts of these settings: kind, addresses, role, TLS.
SessionDraft draftOf(const EndpointSettings& settings);

}  // namespace synscope
