#pragma once

namespace synscope {

/// Whether the descriptors that a new thread of Qt needs for its event loop can be had now. Without them Qt ends the
/// whole program (GLib: "Creating pipes for GWakeup"), so ask before a pool may start one.
bool roomForThread();

}  // namespace synscope
