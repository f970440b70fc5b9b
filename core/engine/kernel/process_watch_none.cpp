#include "core/engine/kernel/process_watch.h"

#include <QSocketNotifier>

namespace synscope {

ProcessWatch::ProcessWatch(std::uint32_t, Events) {}

ProcessWatch::~ProcessWatch() = default;

void ProcessWatch::follow(int, const std::string&) {}

}  // namespace synscope
