#pragma once

#include <QtGlobal>

namespace synscope {

/// Owns one native descriptor (a socket, or on Unix any file descriptor). Invariant: closes what it holds exactly once.
class UniqueFd {
 public:
  UniqueFd() = default;
  explicit UniqueFd(qintptr fd) : m_fd(fd) {}
  UniqueFd(UniqueFd&& other) noexcept : m_fd(other.release()) {}
  UniqueFd& operator=(UniqueFd&& other) noexcept;
  ~UniqueFd() { reset(); }

  bool valid() const { return m_fd != -1; }
  explicit operator bool() const { return valid(); }

  /// The descriptor, or -1.
  qintptr get() const { return m_fd; }

  /// Gives the descriptor away; the caller closes it.
  qintptr release();
  /// Closes what is held and takes `fd` instead.
  void reset(qintptr fd = -1);

 private:
  qintptr m_fd = -1;
};

}  // namespace synscope
