#include "core/engine/base/user_name.h"

#include <pwd.h>
#include <vector>

namespace synscope {

std::optional<std::string> userName(std::uint32_t uid) {
  constexpr std::size_t kRoom = 16 * 1024;
  std::vector<char> room(kRoom);
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(uid, &entry, room.data(), room.size(), &found) != 0 || found == nullptr) return std::nullopt;
  return std::string(found->pw_name);
}

}  // namespace synscope
