#include "core/engine/endpoint/port_holder.h"

#include "core/engine/reach/local_facts.h"

namespace synscope {

std::string portHolder(std::uint16_t port, Protocol protocol) {
  for (const Listener& listener : listenersOn(port, protocol).listeners) {
    if (!listener.process.empty()) return listener.process + ", " + std::to_string(listener.pid.value_or(0));
  }
  return {};
}

}  // namespace synscope
