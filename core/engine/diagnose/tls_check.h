#pragma once

#include "core/engine/base/job.h"
#include "core/engine/diagnose/first_byte_check.h"
#include "core/logic/diagnose/evidence.h"

#include <memory>
#include <string>

namespace synscope {

/// A TLS handshake on a connection of its own, and the first byte inside it. What is wrong with the certificate is
/// collected and never ends the handshake. A ClientHello that was acknowledged but not answered is sent once more on a
/// connection with a maximum segment size of 536 bytes: the large certificate may be what vanishes.
class TlsCheck : public Job {
  Q_OBJECT

 public:
  /// @param name     For SNI (RFC 6066 section 3; none for literal addresses) and to compare the certificate with.
  /// @param askFirst Where set, the first byte inside TLS is waited for, or asked for, as well.
  TlsCheck(IpEndpoint target, std::string name, Duration timeout, std::optional<FirstByteOptions> askFirst,
           QObject* parent = nullptr);
  ~TlsCheck() override;

  /// Whether there is a TLS library on this system.
  static bool isAvailable();

  void start() override;
  void cancel() override;
  const TlsEvidence& result() const;
  /// Of use where askFirst was given and the handshake was done.
  const FirstByteEvidence& firstByte() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
