#pragma once

#include "core/logic/reach/socket_error.h"

namespace synscope {

/// Translates an errno value (or WSAGetLastError() on Windows); 0 is kNone.
SocketError socketErrorFromNative(int code);

/// The other way round; the first native value of several with one meaning, 0 for kNone and kOther.
int nativeFromSocketError(SocketError error);

/// The error of the system call that has just failed in this thread.
SocketError lastSocketError();

}  // namespace synscope
