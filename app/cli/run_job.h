#pragma once

namespace synscope {

class Interrupts;
class Job;

/// Starts a job of this thread and turns the event loop until it has ended; an interrupt cancels it.
/// Returns whether it was interrupted. Must not be called from inside the event loop.
bool runJob(Job& job, Interrupts& interrupts);

}  // namespace synscope
