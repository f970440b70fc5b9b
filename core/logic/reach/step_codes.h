#pragma once

#include <array>
#include <string_view>

namespace synscope::step {

/// Codes of the timeline events of one attempt; each is a key of the catalogue without placeholders.
inline constexpr std::string_view kConnectCalled = "step.connect-called";
inline constexpr std::string_view kConnectFailed = "step.connect-failed";
inline constexpr std::string_view kSynSent = "step.syn-sent";
inline constexpr std::string_view kSynRetransmitted = "step.syn-retransmitted";
inline constexpr std::string_view kSynStayedLocal = "step.syn-stayed-local";
inline constexpr std::string_view kSynAckReceived = "step.syn-ack-received";
inline constexpr std::string_view kEstablished = "step.established";
inline constexpr std::string_view kSelfConnected = "step.self-connected";
inline constexpr std::string_view kRstReceived = "step.rst-received";
inline constexpr std::string_view kIcmpReceived = "step.icmp-received";
inline constexpr std::string_view kTimedOut = "step.timed-out";
inline constexpr std::string_view kCancelled = "step.cancelled";
inline constexpr std::string_view kClosed = "step.closed";
inline constexpr std::string_view kDatagramSent = "step.datagram-sent";
inline constexpr std::string_view kDatagramReceived = "step.datagram-received";
inline constexpr std::string_view kSendFailed = "step.send-failed";

/// Every code above, for the test that each has its words.
inline constexpr std::array kAll = {
    kConnectCalled, kConnectFailed, kSynSent,          kSynRetransmitted, kSynStayedLocal, kSynAckReceived,
    kEstablished,   kSelfConnected, kRstReceived,      kIcmpReceived,     kTimedOut,       kCancelled,
    kClosed,        kDatagramSent,  kDatagramReceived, kSendFailed,
};

}  // namespace synscope::step
