#pragma once

#include "core/logic/base/time.h"

#include <QtGlobal>

#include <cstddef>
#include <span>

namespace synscope {

/// The calls that move the bytes of a TCP stream, in a thread of its own: they block, but never longer than the
/// patience set. What takes bytes out has one file per system, with the fastest call it has.

/// What one call did. Nothing moved, not over and no error: the patience was out.
struct StreamStep {
  std::size_t bytes = 0;
  bool over = false;  ///< The peer has ended its side.
  int osCode = 0;     ///< errno of a failure.

  bool failed() const { return osCode != 0; }
};

/// @param osCode The errno of a call; that the patience was out, a signal came or a queue is full
/// (ENOBUFS, send(2)) is no failure.
StreamStep failedStep(int osCode);

/// Makes the socket block, for `patience` at most at a time (SO_SNDTIMEO, SO_RCVTIMEO); UDP too.
bool setPatience(qintptr fd, Duration patience);

/// send(2) without SIGPIPE; less than all of it where the patience was out.
StreamStep sendBytes(qintptr fd, std::span<const std::byte> bytes);

/// Takes up to `most` bytes out of the receive queue and throws them away; Linux does not even copy them (MSG_TRUNC,
/// tcp(7)). `scratch` is where others put them.
StreamStep discardBytes(qintptr fd, std::span<std::byte> scratch, std::size_t most);

/// Bytes that were given to the kernel and that the peer has not acknowledged yet; 0 where the system does not tell.
std::size_t unsentBytes(qintptr fd);

}  // namespace synscope
