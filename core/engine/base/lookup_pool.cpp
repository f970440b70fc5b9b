#include "core/engine/base/lookup_pool.h"

#include "core/engine/base/thread_room.h"

#include <QThreadPool>

#include <utility>

namespace synscope {
namespace {

constexpr int kThreads = 16;  // Look-ups that hang keep their thread until the system's resolver gives up.

/// Never destroyed: QThreadPool's destructor would wait for a hanging getaddrinfo(3).
QThreadPool& pool() {
  static QThreadPool* const threads = [] {
    auto* made = new QThreadPool;
    made->setMaxThreadCount(kThreads);
    made->setExpiryTimeout(5000);
    return made;
  }();
  return *threads;
}

}  // namespace

void LookupTicket::letGo() {
  const std::lock_guard lock(m_mutex);
  m_receiver = nullptr;
}

void LookupTicket::deliver(std::function<void()> task) {
  const std::lock_guard lock(m_mutex);
  if (m_receiver != nullptr) QMetaObject::invokeMethod(m_receiver, std::move(task), Qt::QueuedConnection);
}

void lookUpInBackground(std::string host, IpFamily family, std::shared_ptr<LookupTicket> ticket,
                        std::function<void(NameAnswer)> then) {
  if (!roomForThread()) {
    NameAnswer answer;
    answer.family = family;
    answer.error = Error{ErrorCode::kOutOfDescriptors, "resolve", host, 0};
    return ticket->deliver([then = std::move(then), answer = std::move(answer)] { then(answer); });
  }
  pool().start([host = std::move(host), family, ticket = std::move(ticket), then = std::move(then)] {
    NameAnswer answer = lookUpHost(host, family);
    ticket->deliver([then, answer = std::move(answer)] { then(answer); });
  });
}

}  // namespace synscope
