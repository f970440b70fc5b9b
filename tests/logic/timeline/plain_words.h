#pragma once

#include "core/logic/timeline/ladder_layout.h"
#include "core/logic/timeline/ladder_look.h"

namespace synscope {

/// Words for tests: technical names, and for what has none the code itself.
inline LadderWords plainWords() {
  return {[](const TimelineEvent& event) {
            const std::string name(technicalName(event));
            std::string detail = name.empty() ? event.code : std::string();
            for (const auto& [key, value] : event.fields)
              detail += (detail.empty() ? "" : " ") + key + '=' + value;
            return LadderLabel{name, detail};
          },
          [](std::string_view lane) { return std::string(lane); },
          [](EventSource source) { return std::string(name(source)); }};
}

}  // namespace synscope
