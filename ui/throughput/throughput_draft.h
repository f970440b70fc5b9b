#pragma once

#include "core/logic/base/error.h"
#include "core/logic/throughput/throughput_settings.h"
#include "ui/widgets/typed_fields.h"

#include <variant>

namespace synscope {

/// What can be filled in for a throughput test.
enum class ThroughputField {
  kServer,
  kProtocol,
  kDirection,
  kStreams,
  kTime,
  kLatency,
  kBytes,
  kRate,
  kOmit,
  kInterval,
  kBlockLength,
  kWindow,
  kMss,
  kCongestion,
  kPacing,
  kTos,
  kWaitBusy,
  kFamily,
  kSourceAddress,
  kUser,
  kPassword,
  kKeyFile,
  kNoDelay,
  kServerOutput,
  kCounters64,
};

inline constexpr int kThroughputFields = static_cast<int>(ThroughputField::kCounters64) + 1;

/// Name in the settings file: "block-length".
QString name(ThroughputField field);

/// A test as it stands in the form.
class ThroughputDraft : public TypedFields<ThroughputField, ThroughputField::kCounters64> {
 public:
  ThroughputDraft();

  Protocol protocol() const;
  /// Without the password, which is written nowhere.
  QJsonObject toJson() const;
  static ThroughputDraft fromJson(const QJsonObject& json);
};

bool applies(ThroughputField field, const ThroughputDraft& draft);

/// A field that cannot be read, and why.
struct ThroughputDraftError {
  ThroughputField field = ThroughputField::kServer;
  Error error;
};

/// A test as it can be begun.
struct ThroughputOrder {
  ThroughputConnection connection;
  ThroughputSettings settings;
};

/// Checks every field that applies; the first that is wrong is named. Sizes and rates take K, M, G, T after the number:
/// for bytes powers of 1024, for rates of 1000, as iperf3 does.
std::variant<ThroughputOrder, ThroughputDraftError> orderFrom(const ThroughputDraft& draft);

/// "10", "1.5M", "2G" as a number; nullopt for anything else. @param kilo 1000 or 1024.
std::optional<double> parseScaled(const std::string& text, double kilo);

}  // namespace synscope
