#include "core/engine/diagnose/check_job.h"

#include "core/engine/base/resolver.h"
#include "core/engine/diagnose/first_byte_check.h"
#include "core/engine/diagnose/full_size_check.h"
#include "core/engine/diagnose/tls_check.h"
#include "core/engine/path/arrival_ttl.h"
#include "core/engine/path/path_tracer.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/engine/reach/udp_attempt.h"
#include "core/logic/reach/udp_payload.h"

#include <QRandomGenerator>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kDeadNeighbourReport = std::chrono::milliseconds(3500);
constexpr Duration kQuietWait = std::chrono::milliseconds(900);
constexpr Duration kLongestTraceWait = std::chrono::seconds(2);

StartedCheck immediate(Findable what) {
  StartedCheck started;
  started.now = std::move(what);
  return started;
}

template <typename JobType, typename Take>
StartedCheck running(JobType* job, Take take) {
  StartedCheck started;
  started.job = job;
  started.take = [job, take] { return Findable(take(*job)); };
  return started;
}

StartedCheck resolve(const DiagnosisRequest& request, QObject* parent) {
  return running(new Resolver(request.host, request.family, request.timeout, parent),
                 [](const Resolver& resolver) { return resolver.result(); });
}

template <typename AttemptJob>
AttemptEvidence attemptEvidence(const AttemptJob& job) {
  return {job.result(), judge(job.result()), job.timeline()};
}

/// An attempt after a pause is over before its SYN would be repeated: one packet is all the pause has room for.
Duration timeoutOf(const Check& check, const DiagnosisRequest& request) {
  return check.quiet ? std::min(request.timeout, kQuietWait) : attemptTimeout(request.timeout);
}

StartedCheck tcpAttempt(const Check& check, const DiagnosisRequest& request, QObject* parent) {
  TcpAttempt::Options options;
  options.timeout = timeoutOf(check, request);
  return running(new TcpAttempt(*check.target, options, parent), attemptEvidence<TcpAttempt>);
}

StartedCheck udpAttempt(const Check& check, const DiagnosisRequest& request, QObject* parent) {
  UdpAttempt::Options options;
  options.timeout = timeoutOf(check, request);
  return running(new UdpAttempt(*check.target, udpPayload(check.target->port, QRandomGenerator::global()->generate64()),
                                options, parent),
                 attemptEvidence<UdpAttempt>);
}

StartedCheck trace(const Check& check, const DiagnosisRequest& request, QObject* parent) {
  if (!hasErrorQueue()) return immediate(SkippedEvidence{{ErrorCode::kNotSupported, "trace", "IP_RECVERR", 0}});
  PathTracer::Options options;
  options.maxHops = request.maxHops;
  options.knownDistance = check.knownDistance;
  options.refusalExpected = check.refusalExpected;
  options.timeout = std::min(request.timeout, kLongestTraceWait);
  return running(new PathTracer(*check.target, check.protocol, options, parent),
                 [](const PathTracer& tracer) { return TraceEvidence{tracer.result()}; });
}

StartedCheck arrivalTtl(const Check& check, std::optional<Duration> roundTrip, QObject* parent) {
  const Duration wait = quietWait(roundTrip.value_or(std::chrono::milliseconds(100)));
  return running(new ArrivalTtlSearch(*check.target, wait, parent),
                 [](const ArrivalTtlSearch& search) { return search.result(); });
}

FirstByteOptions firstByteOptions(const Check& check, const DiagnosisRequest& request) {
  FirstByteOptions options;
  options.host = request.host;
  options.isHttp = check.isHttp;
  options.speaksFirst = check.speaksFirst;
  options.timeout = request.timeout;
  return options;
}

StartedCheck tls(const Check& check, const DiagnosisRequest& request, QObject* parent) {
  if (!TlsCheck::isAvailable()) return immediate(SkippedEvidence{{ErrorCode::kNotSupported, "tls", {}, 0}});
  return running(new TlsCheck(*check.target, request.host, request.timeout, std::nullopt, parent),
                 [](const TlsCheck& job) { return job.result(); });
}

StartedCheck firstByte(const Check& check, const DiagnosisRequest& request, QObject* parent) {
  const FirstByteOptions options = firstByteOptions(check, request);
  if (!check.overTls) {
    return running(new FirstByteCheck(*check.target, options, parent),
                   [](const FirstByteCheck& job) { return job.result(); });
  }
  return running(new TlsCheck(*check.target, request.host, request.timeout, options, parent),
                 [](const TlsCheck& job) { return job.firstByte(); });
}

StartedCheck fullSize(const Check& check, const DiagnosisRequest& request, QObject* parent) {
  const Filling filling = check.overTls ? Filling::kTlsRecord : check.isHttp ? Filling::kHttpHeader : Filling::kSpaces;
  return running(new FullSizeCheck(*check.target, filling, request.timeout, parent),
                 [](const FullSizeCheck& job) { return job.result(); });
}

}  // namespace

Duration attemptTimeout(Duration asked) {
  return asked >= std::chrono::seconds(3) ? std::max(asked, kDeadNeighbourReport) : asked;
}

StartedCheck makeCheck(const Check& check, const DiagnosisRequest& request, std::optional<Duration> roundTrip,
                       QObject* parent) {
  switch (check.kind) {
    case CheckKind::kResolve: return resolve(request, parent);
    case CheckKind::kRoute: return immediate(routeTo(check.target->address));
    case CheckKind::kListeners: return immediate(listenersOn(check.target->port, check.protocol));
    case CheckKind::kConnect:
    case CheckKind::kRetry:
    case CheckKind::kControlPort:
    case CheckKind::kControlAddress:
      return check.protocol == Protocol::kTcp ? tcpAttempt(check, request, parent) : udpAttempt(check, request, parent);
    case CheckKind::kTrace:
    case CheckKind::kControlTrace: return trace(check, request, parent);
    case CheckKind::kArrivalTtl: return arrivalTtl(check, roundTrip, parent);
    case CheckKind::kTls: return tls(check, request, parent);
    case CheckKind::kFirstByte: return firstByte(check, request, parent);
    case CheckKind::kFullSize: return fullSize(check, request, parent);
  }
  return immediate(SkippedEvidence{});
}

}  // namespace synscope
