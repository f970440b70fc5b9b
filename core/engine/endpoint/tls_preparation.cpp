#include "core/engine/endpoint/tls_preparation.h"

#include "core/engine/base/thread_room.h"

#include <QThreadPool>

#include <mutex>
#include <openssl/crypto.h>
#include <utility>

namespace synscope {

/// What both threads know. Whoever sets `owner` to null has the last word.
struct TlsPreparation::Shared {
  std::mutex mutex;
  TlsPreparation* owner = nullptr;
  Result<std::shared_ptr<TlsContext>> result = Error{ErrorCode::kTlsFailed, "open", {}, 0};
};

TlsPreparation::TlsPreparation(TlsSide side, TlsSettings settings, QObject* parent)
    : Job(parent), m_side(side), m_settings(std::move(settings)), m_shared(std::make_shared<Shared>()) {
  m_shared->owner = this;
}

TlsPreparation::~TlsPreparation() {
  letGo();
}

void TlsPreparation::start() {
  if (!roomForThread()) {
    m_shared->result = Error{ErrorCode::kOutOfDescriptors, "open", {}, 0};
    return cancel();
  }
  QThreadPool::globalInstance()->start([shared = m_shared, side = m_side, settings = m_settings] {
    auto made = TlsContext::create(side, settings);
    // A pool thread may end after OpenSSL's own clean-up at exit, which then leaves its state behind
    // (OPENSSL_thread_stop(3)).
    OPENSSL_thread_stop();
    const std::lock_guard lock(shared->mutex);
    TlsPreparation* owner = std::exchange(shared->owner, nullptr);
    if (owner == nullptr) return;
    shared->result = std::move(made);
    QMetaObject::invokeMethod(owner, &Job::ended, Qt::QueuedConnection);
  });
}

void TlsPreparation::cancel() {
  if (letGo()) QMetaObject::invokeMethod(this, &Job::ended, Qt::QueuedConnection);
}

bool TlsPreparation::letGo() {
  const std::lock_guard lock(m_shared->mutex);
  return std::exchange(m_shared->owner, nullptr) != nullptr;
}

const Result<std::shared_ptr<TlsContext>>& TlsPreparation::result() const {
  return m_shared->result;
}

}  // namespace synscope
