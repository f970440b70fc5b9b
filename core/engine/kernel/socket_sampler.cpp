#include "core/engine/kernel/socket_sampler.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/user_name.h"
#include "core/engine/kernel/socket_table.h"
#include "core/logic/kernel/listener_health.h"

#include <algorithm>
#include <map>
#include <utility>

namespace synscope {
namespace {

/// A window that is busy gets this long to itself between two readings, however short the interval.
constexpr Duration kLeastPause = std::chrono::milliseconds(50);

}  // namespace

/// Lives in the sampler's thread: reads, follows the sockets, arranges them.
class SocketSampler::Worker : public QObject {
 public:
  Result<std::shared_ptr<const SocketView>> read(const SocketViewSettings& settings, bool quiet) {
    SocketQuery query;
    query.processBudget = kProcessBudget;
    const TimePoint start = monotonicNow();
    Result<SocketTable> answer = listSockets(query);
    if (!answer) return answer.error();
    SocketTable table = std::move(answer).value();
    judgeListeners(table.rows);
    SocketSnapshot reading;
    reading.at = table.at;
    reading.rows = std::move(table.rows);
    reading.counters = table.counters;
    reading.processes = std::move(table.processes);
    nameUsers(reading);
    reading.readingTook = monotonicNow() - start;
    m_snapshot = m_tracker.update(std::move(reading), quiet);
    return arrange(settings);
  }

  std::shared_ptr<const SocketView> arrange(const SocketViewSettings& settings) {
    if (m_snapshot) m_view = synscope::arrange(m_snapshot, settings, m_view.get());
    return m_view;
  }

 private:
  void nameUsers(SocketSnapshot& reading) {
    for (const SocketRow& row : reading.rows) {
      if (!row.uid || m_asked.contains(*row.uid)) continue;
      m_asked.emplace(*row.uid, userName(*row.uid).value_or(std::string()));
    }
    for (const auto& [uid, name] : m_asked)
      if (!name.empty()) reading.users.emplace(uid, name);
  }

  SocketTracker m_tracker;
  std::shared_ptr<const SocketSnapshot> m_snapshot;
  std::shared_ptr<const SocketView> m_view;
  std::map<std::uint32_t, std::string> m_asked;  ///< Empty: has no name.
};

SocketSampler::SocketSampler(QObject* parent) : QObject(parent), m_worker(new Worker) {
  m_thread.setObjectName(QStringLiteral("kernel sampler"));
  m_worker->moveToThread(&m_thread);
  connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
  m_timer.setSingleShot(true);
  connect(&m_timer, &QTimer::timeout, this, [this] { request(true); });
}

SocketSampler::~SocketSampler() {
  if (!m_thread.isRunning()) {
    delete m_worker;
    return;
  }
  m_thread.quit();
  m_thread.wait();
}

void SocketSampler::setInterval(std::optional<Duration> interval) {
  m_interval = interval;
  scheduleNext();
}

void SocketSampler::setRunning(bool running) {
  if (running == m_running) return;
  m_running = running;
  if (running && !m_thread.isRunning()) m_thread.start();
  const bool wanted = running && (m_interval || !m_hasRead);
  m_quiet = m_quiet || wanted;
  wanted ? readNow() : m_timer.stop();
}

void SocketSampler::setSettings(const SocketViewSettings& settings) {
  m_settings = settings;
  if (m_hasRead) request(false);
}

void SocketSampler::readNow() {
  if (m_running) request(true);
}

void SocketSampler::request(bool read) {
  if (m_busy) {
    (read ? m_readAgain : m_arrangeAgain) = true;
    return;
  }
  m_busy = true;
  if (read) m_askedAt = monotonicNow();
  const bool quiet = read && std::exchange(m_quiet, m_quiet && !read);
  QMetaObject::invokeMethod(m_worker, [this, read, quiet, worker = m_worker, settings = m_settings] {
    Result<std::shared_ptr<const SocketView>> answer =
        read ? worker->read(settings, quiet) : worker->arrange(settings);
    QMetaObject::invokeMethod(this, [this, read, answer = std::move(answer)] {
      m_busy = false;
      m_hasRead = m_hasRead || (read && answer);
      if (!answer)
        Q_EMIT failed(answer.error());
      else if (*answer)
        Q_EMIT viewReady(*answer);
      onAnswer();
    });
  });
}

void SocketSampler::onAnswer() {
  if (std::exchange(m_readAgain, false)) {
    m_arrangeAgain = false;
    return request(true);
  }
  if (std::exchange(m_arrangeAgain, false)) request(false);
  scheduleNext();
}

void SocketSampler::scheduleNext() {
  if (!m_running || !m_interval) return m_timer.stop();
  const Duration left = std::max(kLeastPause, m_askedAt + *m_interval - monotonicNow());
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
}

}  // namespace synscope
