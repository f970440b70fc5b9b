#pragma once

#include "core/engine/base/net_thread.h"
#include "core/engine/base/resolver.h"

#include <QObject>

#include <memory>
#include <string>

namespace synscope {

/// Looks a host up and runs one job against its first address, in a net thread of its own. Only the newest run is
/// spoken of; one that is stopped still hands over what it has, unless it was only looking the name up.
class TargetJob : public QObject {
 public:
  explicit TargetJob(QObject* parent = nullptr) : QObject(parent) {}

  /// @param make   (IpAddress) → SomeJob*, without parent; called in this thread, which is the place to connect to it.
  /// @param then   (result of the job), in this thread.
  /// @param failed (Error) of the look-up, in this thread.
  template <typename Make, typename Then, typename Failed>
  void start(const std::string& host, Make make, Then then, Failed failed);

  void stop();
  /// As stop(), and nothing more is heard of it.
  void forget();
  bool isRunning() const { return m_job != nullptr; }

 private:
  template <typename SomeJob, typename Then>
  void run(SomeJob* job, Then then);

  std::unique_ptr<NetThread> m_thread;  ///< Made with the first run.
  Job* m_job = nullptr;
  bool m_lookingUp = false;
};

/// The first address of an answer, else why there is none.
Result<IpAddress> firstAddressOf(const NameEvidence& name);

template <typename Make, typename Then, typename Failed>
void TargetJob::start(const std::string& host, Make make, Then then, Failed failed) {
  constexpr Duration kLookupTime = std::chrono::seconds(5);
  forget();
  m_lookingUp = true;
  run(new Resolver(host, FamilyChoice::kAny, kLookupTime), [this, make, then, failed](const NameEvidence& name) {
    m_lookingUp = false;
    const Result<IpAddress> address = firstAddressOf(name);
    address ? run(make(*address), then) : failed(address.error());
  });
}

template <typename SomeJob, typename Then>
void TargetJob::run(SomeJob* job, Then then) {
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  m_job = job;
  m_thread->adopt(job);
  connect(job, &Job::ended, job, [this, job, then] {
    QMetaObject::invokeMethod(this, [this, job, then, result = job->result()] {
      if (job != m_job) return;
      m_job = nullptr;
      then(result);
    });
    job->deleteLater();
  });
  QMetaObject::invokeMethod(job, &Job::start, Qt::QueuedConnection);
}

}  // namespace synscope
