#pragma once

#include "core/engine/base/net_thread.h"
#include "core/engine/companion/companion_check.h"

#include <QObject>

#include <memory>

namespace synscope {

/// Runs one check from both ends at a time in a net thread of its own and hands its finding to the GUI thread. Only the
/// newest check is spoken of.
class CompanionController : public QObject {
  Q_OBJECT

 public:
  explicit CompanionController(QObject* parent = nullptr);
  ~CompanionController() override;

  /// The first address of the host is asked and tried; a check that runs is forgotten.
  void start(const std::string& host, std::uint16_t port, const CompanionCheck::Options& options);
  void stop();
  bool isRunning() const { return m_job != nullptr; }

 Q_SIGNALS:
  void finished(const synscope::CompanionFinding& finding);

 private:
  template <typename SomeJob, typename Then>
  void run(SomeJob* job, Then then);
  void check(const IpEndpoint& target, const CompanionCheck::Options& options);

  std::unique_ptr<NetThread> m_thread;  ///< Made with the first check.
  Job* m_job = nullptr;
};

}  // namespace synscope
