#pragma once

#include "ui/workbench/session_draft.h"

#include <vector>

namespace synscope {

class SettingsStore;

/// The sessions opened last, newest first and without repeats.
class SessionMemory {
 public:
  explicit SessionMemory(SettingsStore& settings) : m_settings(settings) {}

  std::vector<SessionDraft> recent() const;
  void remember(const SessionDraft& draft);

  static constexpr std::size_t kMost = 8;

 private:
  SettingsStore& m_settings;
};

}  // namespace synscope
