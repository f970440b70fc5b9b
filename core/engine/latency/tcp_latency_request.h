#pragma once

#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/latency/latency_request.h"
#include "core/logic/latency/latency_http.h"

namespace synscope {

/// A request over TCP: the handshake, and what the method asks for after it. Closes with a reset, so that neither side
/// keeps TIME_WAIT.
class TcpLatencyRequest : public LatencyRequest {
 public:
  /// @param context For what goes inside TLS, else nullptr.
  /// @param link    A connection to use instead of a new one, else nullptr.
  TcpLatencyRequest(const LatencySettings& settings, const LatencyLane& lane, std::uint64_t seq,
                    const TlsContext* context, std::unique_ptr<LatencyLink> link);
  ~TcpLatencyRequest() override;

  Want start() override;
  Want onReady(TimePoint arrived) override;
  void onTimeout() override;

  /// Whether a kept connection can still take a request: nothing has come on it meanwhile, no FIN, no error.
  static bool isUsable(LatencyLink& link);

 private:
  enum class Phase { kConnecting, kTls, kAnswer, kRest };

  Want connect();
  Want onConnecting(TimePoint arrived);
  Want onConnected(TimePoint arrived);
  Want beginTls();
  Want onRecords();
  Want beginRequest();
  Want onAnswer();
  Want onPlaintext(std::span<const std::byte> bytes, TimePoint at);
  Want takeRest(std::span<const std::byte> bytes);
  Want onBroken(const StreamResult& result);
  bool isInsideTls() const { return m_context != nullptr; }
  void noteTcpInfo();
  Reason tlsReason() const;

  const TlsContext* m_context;
  Phase m_phase = Phase::kConnecting;
  TimePoint m_stepBegan{};
  LatencyHttpAnswer m_answer;
};

}  // namespace synscope
