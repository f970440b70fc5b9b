#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/time.h"
#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <optional>
#include <string>

namespace synscope {

enum class TlsChoice { kByPort, kYes, kNo };

/// Which families to try: all, or one only (-4, -6).
enum class FamilyChoice { kAny, kV4Only, kV6Only };

/// What a person asked: why can't I connect to this port? Every control can be switched off.
struct DiagnosisRequest {
  std::string host;  ///< A name in ASCII (IDN already encoded) or a literal address, without brackets.
  std::string hostAsTyped;
  std::uint16_t port = 0;
  Protocol protocol = Protocol::kTcp;
  FamilyChoice family = FamilyChoice::kAny;
  TlsChoice tls = TlsChoice::kByPort;

  bool path = true;            ///< Trace the way to the port.
  bool controlPorts = true;    ///< Other ports on the same host.
  bool controlAddress = true;  ///< The same port on an address that must not answer (192.0.2.1, 2001:db8::1).
  bool secondAttempt = true;   ///< Try again what was silent.
  bool firstByte = true;       ///< Wait for, or ask for, the first byte.
  bool fullSize = true;        ///< Full-size data against small (MTU black hole).
  Duration timeout = std::chrono::seconds(3);  ///< For each step. 100 ms to 120 s.
  int maxHops = 30;                            ///< 1 to 64.
};

}  // namespace synscope
