#include "ui/workbench/session_starter.h"

#include "ui/workbench/session_controller.h"

namespace synscope {

std::unique_ptr<SessionSource> SessionStarter::open(const EndpointSettings& settings) {
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  return std::make_unique<SessionController>(*m_thread, settings);
}

}  // namespace synscope
