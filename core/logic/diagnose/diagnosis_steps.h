#pragma once

#include <array>
#include <string_view>

namespace synscope::step {

/// Codes of the timeline events a diagnosis adds to those of its attempts (core/logic/reach/step_codes.h); each is a
/// key of the catalogue without placeholders.
inline constexpr std::string_view kNameAsked = "step.name-asked";
inline constexpr std::string_view kNameAnswered = "step.name-answered";
inline constexpr std::string_view kNameEmpty = "step.name-empty";
inline constexpr std::string_view kNameFailed = "step.name-failed";
inline constexpr std::string_view kRouteFound = "step.route-found";
inline constexpr std::string_view kRouteMissing = "step.route-missing";
inline constexpr std::string_view kListenersRead = "step.listeners-read";
inline constexpr std::string_view kTraceStarted = "step.trace-started";
inline constexpr std::string_view kHopAnswered = "step.hop-answered";
inline constexpr std::string_view kHopRefused = "step.hop-refused";
inline constexpr std::string_view kTraceReached = "step.trace-reached";
inline constexpr std::string_view kArrivalMeasured = "step.arrival-measured";
inline constexpr std::string_view kTlsStarted = "step.tls-started";
inline constexpr std::string_view kTlsEstablished = "step.tls-established";
inline constexpr std::string_view kTlsFailed = "step.tls-failed";
inline constexpr std::string_view kRequestSent = "step.request-sent";
inline constexpr std::string_view kFirstByteReceived = "step.first-byte-received";
inline constexpr std::string_view kFirstByteMissing = "step.first-byte-missing";
inline constexpr std::string_view kFullSizeSent = "step.full-size-sent";
inline constexpr std::string_view kFullSizeAcknowledged = "step.full-size-acknowledged";
inline constexpr std::string_view kFullSizeLost = "step.full-size-lost";
inline constexpr std::string_view kSmallSegmentsPass = "step.small-segments-pass";
inline constexpr std::string_view kSmallSegmentsLost = "step.small-segments-lost";

/// Every code above, for the test that each has its words.
inline constexpr std::array kOfDiagnosis = {
    kNameAsked,     kNameAnswered,         kNameEmpty,    kNameFailed,        kRouteFound,        kRouteMissing,
    kListenersRead, kTraceStarted,         kHopAnswered,  kHopRefused,        kTraceReached,      kArrivalMeasured,
    kTlsStarted,    kTlsEstablished,       kTlsFailed,    kRequestSent,       kFirstByteReceived, kFirstByteMissing,
    kFullSizeSent,  kFullSizeAcknowledged, kFullSizeLost, kSmallSegmentsPass, kSmallSegmentsLost,
};

}  // namespace synscope::step
