#pragma once

#include "core/logic/base/error.h"
#include "core/logic/latency/latency_settings.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <variant>

namespace synscope {

/// What can be filled in for a measurement of latency. Numbers are text as typed; a switch is "" or "1".
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

/// A measurement as it stands in the form: everything typed, nothing checked.
class LatencyDraft {
 public:
  LatencyDraft();

  QString text(LatencyField field) const;
  bool isOn(LatencyField field) const { return !text(field).isEmpty(); }
  LatencyMethod method() const;
  void set(LatencyField field, const QString& text) { m_texts[field] = text; }

  QJsonObject toJson() const;
  /// Unknown names and text of unreasonable length are left out.
  static LatencyDraft fromJson(const QJsonObject& json);

  bool operator==(const LatencyDraft&) const = default;

 private:
  std::map<LatencyField, QString> m_texts;
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
