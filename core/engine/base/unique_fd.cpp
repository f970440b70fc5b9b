#include "core/engine/base/unique_fd.h"

#include "core/engine/base/close_native.h"

namespace synscope {

UniqueFd& UniqueFd::operator=(UniqueFd&& other) noexcept {
  if (this != &other) reset(other.release());
  return *this;
}

qintptr UniqueFd::release() {
  const qintptr fd = m_fd;
  m_fd = -1;
  return fd;
}

void UniqueFd::reset(qintptr fd) {
  if (valid()) closeNative(m_fd);
  m_fd = fd;
}

}  // namespace synscope
