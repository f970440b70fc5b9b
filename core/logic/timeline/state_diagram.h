#pragma once

#include "core/logic/timeline/ladder_layout.h"
#include "core/logic/timeline/state_path.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// What is to be shown in the diagram of TCP's states.
struct StateDiagram {
  std::vector<StateStep> ourPath, peerPath;
  std::optional<TcpState> us, peer;  ///< Where the two ends are now.
  bool peerInferred = true;
  std::string note;               ///< Under our state: what is left of TIME_WAIT.
  std::optional<TcpState> focus;  ///< The transitions that leave it are labelled.
  bool allLabels = false;

  bool operator==(const StateDiagram&) const = default;
};

struct StateDiagramWords {
  std::string us, peer;
  std::function<std::string(TcpTrigger)> trigger;
};

/// RFC 9293 figure 5, each state in a place of its own: opening at the top, ESTABLISHED in the middle, who closes first
/// on the left, who closes second on the right. CLOSED stands at both ends. The way we took is numbered.
inline constexpr double kStateDiagramWidth = 476;
inline constexpr double kStateDiagramHeight = 472;

std::vector<LadderItem> stateDiagramItems(const StateDiagram& diagram, const StateDiagramWords& words,
                                          const LadderMeasure& measure);

/// The state drawn at a point.
std::optional<TcpState> stateAt(double x, double y);

}  // namespace synscope
