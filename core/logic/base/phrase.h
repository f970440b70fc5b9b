#pragma once

#include <string>
#include <utility>
#include <vector>

namespace synscope {

/// A sentence that has not been put into words yet: the key of a catalogue entry and the values of its placeholders.
/// Logic and engine speak in phrases; core/engine/base/catalogue.h turns them into English and Chinese.
struct Phrase {
  std::string key;                                        ///< For example "verdict.blocked-silent".
  std::vector<std::pair<std::string, std::string>> args;  ///< Placeholder name and value: {"host", "10.9.0.2"}.

  bool operator==(const Phrase&) const = default;
};

}  // namespace synscope
