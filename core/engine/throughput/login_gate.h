#pragma once

#include "core/engine/throughput/rsa_key.h"
#include "core/logic/throughput/iperf_login.h"
#include "core/logic/throughput/throughput_settings.h"

namespace synscope {

/// Lets in whom the server's file of users names. The file is read for every client, so that who is added or removed
/// counts at once.
class LoginGate {
 public:
  /// Errors: as RsaKey::readPrivate(), kFileUnreadable for the file of users.
  static Result<LoginGate> open(const ThroughputGate& settings);

  /// @param token Hostile.
  IperfLoginFault judge(const std::string& token) const;

 private:
  LoginGate(ThroughputGate settings, RsaKey key) : m_settings(std::move(settings)), m_key(std::move(key)) {}

  std::optional<std::string> decrypted(const std::string& token) const;

  ThroughputGate m_settings;
  RsaKey m_key;
};

}  // namespace synscope
