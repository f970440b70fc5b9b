#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/diagnose/diagnosis.h"

#include <span>
#include <string_view>
#include <vector>

namespace synscope {

/// One key that a diagnosis can put into a Phrase, and the names of the placeholders it brings.
struct WordsKey {
  std::string_view key;
  std::string_view always;     ///< Placeholder names, separated by spaces: these have a value every time.
  std::string_view sometimes;  ///< These have a value only where it is known: write them inside [[ ]].
};

/// Every key that plan, verdict, layers and evidence can emit: "verdict.*", "cause.*", "next.*", "layer.*",
/// "evidence.*", "announce.*", "tls-problem.*". The catalogue has an entry for each; a test compares both.
std::span<const WordsKey> diagnoseWords();

/// One short sentence about an item of evidence: "evidence.<check>.<state>".
Phrase evidenceWords(const Evidence& evidence);

}  // namespace synscope
