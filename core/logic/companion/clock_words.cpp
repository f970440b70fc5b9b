#include "core/logic/companion/clock_words.h"

#include "core/logic/timeline/ladder_look.h"

namespace synscope {

std::optional<Phrase> clockWords(const ClockMatch& clock) {
  const auto zero = clock.zero();
  if (!zero) return std::nullopt;
  return Phrase{"both-ends.clock",
                {{"count", std::to_string(clock.exchanges())}, {"value", shortTime(zero->uncertainty())}}};
}

}  // namespace synscope
