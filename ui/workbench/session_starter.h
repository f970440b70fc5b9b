#pragma once

#include "core/engine/base/net_thread.h"
#include "ui/workbench/session_source.h"

namespace synscope {

/// The net thread that all sessions of a window share. Sessions must be gone before it.
class SessionStarter {
 public:
  std::unique_ptr<SessionSource> open(const EndpointSettings& settings);

 private:
  std::unique_ptr<NetThread> m_thread;  ///< Made with the first session.
};

}  // namespace synscope
