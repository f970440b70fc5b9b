#pragma once

#include "core/engine/base/job.h"
#include "core/logic/diagnose/evidence.h"

#include <memory>
#include <string>

namespace synscope {

/// How a check talks to the application.
struct FirstByteOptions {
  std::string host;          ///< For the Host header.
  bool isHttp = false;       ///< Ask for the start page instead of waiting.
  bool speaksFirst = false;  ///< A greeting is due, so wait the whole time for it.
  Duration timeout = std::chrono::seconds(3);
};

/// How long to wait for a service that need not speak: enough for a greeting to cross the path, short where the path
/// is short. `roundTrip` is that of the handshake, the kernel's own where it tells.
constexpr Duration quietWait(Duration roundTrip) {
  return std::chrono::milliseconds(100) + 4 * roundTrip;
}

/// Waits for the first byte of a plain connection, or asks for it. A request that was acknowledged but not answered is
/// repeated once with a maximum segment size of 536 bytes: full-size answers may be what vanishes.
class FirstByteCheck : public Job {
  Q_OBJECT

 public:
  static constexpr std::size_t kKeptBytes = 2'048;

  FirstByteCheck(IpEndpoint target, FirstByteOptions options, QObject* parent = nullptr);
  ~FirstByteCheck() override;

  void start() override;
  void cancel() override;
  const FirstByteEvidence& result() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
