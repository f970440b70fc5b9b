#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/theme/tokens.h"

#include <QString>

#include <vector>

namespace synscope {

/// One device of the drawn path.
struct PathNode {
  enum class Kind { kThisComputer, kRouter, kSilent, kRejecter, kTarget };
  Kind kind = Kind::kRouter;
  Tone tone = Tone::kNeutral;
  int ttl = 0;      ///< 0 where not known.
  QString title;    ///< Address, or what stands there.
  QString caption;  ///< "hop 2 · 0.31 ms".
  QString detail;   ///< Everything known, for the line below and for screen readers.

  bool operator==(const PathNode&) const = default;
};

/// What happens between a node and the next one.
enum class PathLink { kFlows, kUnknown, kBroken };

/// The way to the target as it is drawn: links.size() == nodes.size() - 1.
struct PathPicture {
  std::vector<PathNode> nodes;
  std::vector<PathLink> links;

  bool operator==(const PathPicture&) const = default;
  /// One line per device; the break is a line of its own.
  QString asText() const;
};

/// The picture of a diagnosis, also of one that still runs. Device names in the language shown.
PathPicture pathPicture(const Diagnosis& diagnosis);

}  // namespace synscope
