#include "core/engine/endpoint/connect_options.h"

#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/stream_error.h"
#include "core/logic/reach/judge.h"

namespace synscope {
namespace {

IpAddress anyAddress(IpFamily family) {
  return family == IpFamily::kV4 ? IpAddress() : IpAddress::v6({});
}

SocketError prepare(qintptr fd, IpFamily family, const EndpointSettings& settings) {
  SocketError error = setBufferSizes(fd, settings.sendBuffer, settings.receiveBuffer);
  if (error == SocketError::kNone) error = applyTcpOptions(fd, settings);
  if (error == SocketError::kNone && !settings.interface.empty()) error = bindToInterface(fd, settings.interface);
  const bool bindsPort = settings.kind == EndpointKind::kTcpClient && settings.sourcePort != 0;
  const bool bindsAddress = settings.kind == EndpointKind::kTcpClient && settings.bindAddress.has_value();
  if (error != SocketError::kNone || (!bindsPort && !bindsAddress)) return error;
  return bindSource(fd, {settings.bindAddress.value_or(anyAddress(family)), settings.sourcePort});
}

bool isRange(std::optional<int> value, int least, int most) {
  return !value || (*value >= least && *value <= most);
}

Error outOfRange(const char* what, const char* limits) {
  return {ErrorCode::kOutOfRange, limits, what, 0};
}

std::optional<Error> findBadKeepalive(const KeepaliveSettings& keepalive) {
  if (!isRange(keepalive.idleSeconds, 1, 32'767)) return outOfRange("keepalive idle", "1 to 32767");
  if (!isRange(keepalive.intervalSeconds, 1, 32'767)) return outOfRange("keepalive interval", "1 to 32767");
  if (!isRange(keepalive.count, 1, 127)) return outOfRange("keepalive count", "1 to 127");
  return std::nullopt;
}

}  // namespace

TcpAttempt::Options connectOptions(const EndpointSettings& settings) {
  TcpAttempt::Options options;
  options.timeout = settings.connectTimeout;
  options.keepOpen = true;
  options.prepare = [settings](qintptr fd, IpFamily family) { return prepare(fd, family, settings); };
  return options;
}

Error connectError(const Attempt& attempt) {
  const int osCode = nativeFromSocketError(attempt.error);
  const std::string target = attempt.target.toString();
  if (attempt.end == AttemptEnd::kAnswered && attempt.error != SocketError::kNone)
    return streamError(EndpointCall::kConnect, attempt.target, {.error = attempt.error, .osCode = osCode});
  if (judge(attempt).state == PortState::kLocal && attempt.end == AttemptEnd::kNotSent) {
    Error error = socketSetupError("connect", target, attempt.error, osCode);
    if (error.code != ErrorCode::kSystemCall) return error;
  }
  return {ErrorCode::kConnectFailed, "connect", target, osCode};
}

std::optional<Error> findBadSetting(const EndpointSettings& settings) {
  if (settings.connectTimeout <= Duration{}) return outOfRange("connect time-out", "more than 0");
  if (!isRange(settings.sendBuffer, 1, 1 << 30)) return outOfRange("send buffer", "1 to 1073741824");
  if (!isRange(settings.receiveBuffer, 1, 1 << 30)) return outOfRange("receive buffer", "1 to 1073741824");
  if (settings.maxClients < 0) return outOfRange("clients", "0 or more");
  if (settings.userTimeout && *settings.userTimeout <= Duration{}) return outOfRange("user time-out", "more than 0");
  if (settings.reconnect && settings.reconnect->first <= Duration{}) return outOfRange("reconnect wait", "more than 0");
  return settings.keepalive ? findBadKeepalive(*settings.keepalive) : std::nullopt;
}

}  // namespace synscope
