#pragma once

#include "core/engine/base/unique_fd.h"

#include <cstddef>
#include <span>

namespace synscope {

/// What one read or write of a standard stream brought.
struct StandardIoResult {
  std::size_t bytes = 0;
  bool ended = false;  ///< Reading: end of input. Writing: nobody reads any more (EPIPE).
  int error = 0;       ///< errno of anything else; 0 also where it would have had to wait.
};

/// Standard input. Never waits, and leaves the stream as it is for other programs that share it (O_NONBLOCK would be
/// theirs too: open(2), "open file description").
class StandardInput {
 public:
  /// For a QSocketNotifier.
  qintptr descriptor() const;
  /// A regular file: readable at any time, so that nobody needs to wait for it.
  bool isAlwaysReady() const;
  StandardIoResult read(std::span<std::byte> buffer);
};

/// Standard output, in the same way.
class StandardOutput {
 public:
  StandardOutput();

  qintptr descriptor() const;
  /// Writes the front of `bytes`, as much as is taken without waiting.
  StandardIoResult write(std::span<const std::byte> bytes);
  /// Ends it for its reader. Its number stays taken, so that no socket gets it.
  void close();

 private:
  enum class Kind { kPlain, kNonBlocking, kSocket, kPolled };

  Kind m_kind = Kind::kPlain;
  UniqueFd m_reopened;  ///< The same pipe or terminal with O_NONBLOCK of its own.
};

}  // namespace synscope
