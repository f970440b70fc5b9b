#include "core/logic/path/judge_trace.h"

namespace synscope {
namespace {

void takeFinalAnswer(Attempt& attempt, const Hop& last) {
  const bool answered = last.answer == HopAnswer::kSynAck || last.answer == HopAnswer::kReply;
  attempt.end = answered ? AttemptEnd::kAnswered : AttemptEnd::kFailed;
  if (last.answer == HopAnswer::kRst) attempt.error = SocketError::kConnectionRefused;
  attempt.icmp = last.icmp;
  if (last.last) attempt.elapsed = *last.last;
}

}  // namespace

PortVerdict judge(const Trace& trace) {
  Attempt attempt;
  attempt.protocol = trace.protocol;
  attempt.target = trace.target;
  attempt.error = trace.error;
  attempt.elapsed = trace.elapsed;
  const bool stopped = trace.end == TraceEnd::kCancelled || trace.end == TraceEnd::kRunning;
  if (const Hop* last = trace.finalHop())
    takeFinalAnswer(attempt, *last);
  else if (trace.end == TraceEnd::kNotSent)
    attempt.end = AttemptEnd::kNotSent;
  else
    attempt.end = stopped ? AttemptEnd::kCancelled : AttemptEnd::kSilent;
  return judge(attempt);
}

}  // namespace synscope
