#pragma once

#include "core/engine/base/job.h"
#include "core/engine/companion/companion_message.h"
#include "core/logic/base/error.h"
#include "core/logic/companion/both_ends.h"

#include <memory>
#include <optional>

namespace synscope {

/// What a check from both ends brought.
struct CompanionFinding {
  std::optional<Error> error;  ///< The companion could not be asked; then the attempt may be missing too.
  CompanionHello companion;
  std::optional<Attempt> ours;
  std::optional<CompanionView> theirs;
  std::optional<TwoSidedVerdict> verdict;
  ClockMatch clock;
  Timeline timeline;  ///< Of both ends, with the verdict.
};

/// What a finding adds to a diagnosis; nullopt without a verdict.
std::optional<BothEnds> bothEndsOf(const CompanionFinding& finding);

/// Tries one port while the SynScope on that machine watches it, and puts both views together. Lives in the net thread.
class CompanionCheck : public Job {
  Q_OBJECT

 public:
  struct Options {
    Protocol protocol = Protocol::kTcp;
    std::uint16_t companionPort = kCompanionPort;
    Duration timeout = std::chrono::seconds(4);  ///< Of the attempt: time for the SYN at 0, 1 and 3 s (RFC 6298).
  };

  CompanionCheck(IpEndpoint target, Options options, QObject* parent = nullptr);
  ~CompanionCheck() override;

  void start() override;
  void cancel() override;
  const CompanionFinding& result() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
