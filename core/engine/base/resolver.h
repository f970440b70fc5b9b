#pragma once

#include "core/engine/base/job.h"
#include "core/logic/base/result.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/request.h"

#include <memory>
#include <string>

namespace synscope {

/// Looks up every A and AAAA record of a host through the system's resolver (getaddrinfo(3), RFC 3493 section 6.1),
/// both families at once and each timed. A literal address, scoped IPv6 too, is answered without asking anybody. A
/// look-up cannot be interrupted: cancel() and the time limit let go of it, and its late answer is dropped; after
/// cancel() the families not yet heard of have no NameAnswer.
class Resolver : public Job {
  Q_OBJECT

 public:
  /// @param host    ASCII name (see encodeHost() for IDN) or literal address.
  /// @param timeout For both families together.
  Resolver(std::string host, FamilyChoice family, Duration timeout, QObject* parent = nullptr);
  ~Resolver() override;

  void start() override;
  void cancel() override;
  const NameEvidence& result() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

/// IDN to ASCII (RFC 5891, through QUrl::toAce). Returns kBadHost where no valid encoding exists.
Result<std::string> encodeHost(const std::string& host);

}  // namespace synscope
