#pragma once

#include "core/logic/base/error.h"
#include "core/logic/throughput/throughput_settings.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <variant>

namespace synscope {

/// What can be filled in for a throughput test. Numbers are text as typed; a switch is "" or "1".
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
  kNoDelay,
  kServerOutput,
  kCounters64,
};

inline constexpr int kThroughputFields = static_cast<int>(ThroughputField::kCounters64) + 1;

/// Name in the settings file: "block-length".
QString name(ThroughputField field);

/// A test as it stands in the form: everything typed, nothing checked.
class ThroughputDraft {
 public:
  ThroughputDraft();

  QString text(ThroughputField field) const;
  bool isOn(ThroughputField field) const { return !text(field).isEmpty(); }
  Protocol protocol() const;
  void set(ThroughputField field, const QString& text) { m_texts[field] = text; }

  QJsonObject toJson() const;
  /// Unknown names and text of unreasonable length are left out.
  static ThroughputDraft fromJson(const QJsonObject& json);

  bool operator==(const ThroughputDraft&) const = default;

 private:
  std::map<ThroughputField, QString> m_texts;
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
