#pragma once

#include "core/logic/base/error.h"
#include "core/logic/latency/latency_settings.h"
#include "ui/widgets/typed_fields.h"

#include <variant>

namespace synscope {

/// What can be filled in for a measurement of latency.
enum class LatencyField {
  kTargets,
  kMethod,
  kInterval,
  kCount,
  kTimeout,
  kFamily,
  kEveryAddress,
  kTls,
  kVerifyPeer,
  kPath,
  kKeepAlive,
  kSourceAddress,
};

inline constexpr int kLatencyFields = static_cast<int>(LatencyField::kSourceAddress) + 1;
inline constexpr std::size_t kMostLatencyTargets = 64;

/// Name in the settings file: "every-address".
QString name(LatencyField field);

/// A measurement as it stands in the form.
class LatencyDraft : public TypedFields<LatencyField, LatencyField::kSourceAddress> {
 public:
  LatencyDraft();

  LatencyMethod method() const;
  static LatencyDraft fromJson(const QJsonObject& json);
};

/// Whether a field means anything for what is chosen so far.
bool applies(LatencyField field, const LatencyDraft& draft);

/// A field that cannot be read, and why; the error's subject is the part that is wrong.
struct LatencyDraftError {
  LatencyField field = LatencyField::kTargets;
  Error error;
};

/// Checks every field that applies; the first that is wrong is named. Targets are names, addresses, host:port, "host
/// port" or URLs, separated by commas, semicolons or white space; without a port the method's own is taken (HTTP 80 or
/// 443, TLS 443, echo 7).
std::variant<LatencySettings, LatencyDraftError> settingsFrom(const LatencyDraft& draft);

}  // namespace synscope
