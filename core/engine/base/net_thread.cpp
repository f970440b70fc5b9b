#include "core/engine/base/net_thread.h"

namespace synscope {

NetThread::NetThread() {
  m_thread.setObjectName(QStringLiteral("net"));
  m_thread.start();
}

NetThread::~NetThread() {
  m_thread.quit();
  m_thread.wait();
}

void NetThread::adopt(QObject* object) {
  QObject::connect(&m_thread, &QThread::finished, object, &QObject::deleteLater);
  object->moveToThread(&m_thread);
}

}  // namespace synscope
