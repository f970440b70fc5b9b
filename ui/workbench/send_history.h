#pragma once

#include "ui/workbench/message_draft.h"

#include <optional>
#include <vector>

namespace synscope {

class SettingsStore;

/// The messages sent last, remembered between runs and shared by all sessions.
class SendHistory {
 public:
  explicit SendHistory(SettingsStore& settings);

  void add(const MessageDraft& draft);
  /// @param step -1 for an earlier one, +1 for a later one. nullopt at the ends.
  std::optional<MessageDraft> walk(int step);

  static constexpr std::size_t kMost = 50;
  static constexpr qsizetype kLongestRemembered = 8192;  ///< Characters; longer messages are not kept.

 private:
  SettingsStore& m_settings;
  std::vector<MessageDraft> m_drafts;  ///< Oldest first.
  std::size_t m_at = 0;                ///< m_drafts.size(): behind the newest.
};

}  // namespace synscope
