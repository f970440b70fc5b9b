#pragma once

#include "core/logic/companion/companion_view.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace synscope {

QJsonObject companionViewJson(const CompanionView& view);

/// nullopt where something that must be there is not, or is out of range.
std::optional<CompanionView> companionViewFromJson(const QJsonObject& json);

/// The member "protocol": "tcp" or "udp".
std::optional<Protocol> protocolFromJson(const QJsonObject& json);

/// Milliseconds from 0 to an hour; nullopt for anything else.
std::optional<Duration> durationFromJson(const QJsonValue& ms);

/// "10.9.0.2:443", "[2001:db8::1]:443".
std::optional<IpEndpoint> endpointFromText(const QString& text);

}  // namespace synscope
