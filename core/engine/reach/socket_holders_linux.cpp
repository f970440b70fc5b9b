#include "core/engine/reach/socket_holders_linux.h"

#include "core/engine/base/clock.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>

namespace synscope {
namespace {

namespace fs = std::filesystem;

template <typename T>
std::optional<T> toNumber(std::string_view text) {
  T value{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "socket:[12345]" as proc(5) shows a socket's descriptor.
std::optional<std::uint32_t> socketInode(const fs::path& link) {
  constexpr std::string_view kPrefix = "socket:[";
  std::error_code error;
  const std::string target = fs::read_symlink(link, error).string();
  if (error || !target.starts_with(kPrefix) || !target.ends_with(']')) return std::nullopt;
  return toNumber<std::uint32_t>(std::string_view(target).substr(kPrefix.size(), target.size() - kPrefix.size() - 1));
}

std::string commOf(const fs::path& process) {
  std::ifstream file(process / "comm");
  std::string name;
  std::getline(file, name);
  return name;
}

/// Looks through processes until every wanted socket has its holder, or the time is over.
class Search {
 public:
  Search(std::span<const std::uint32_t> inodes, Duration budget)
      : m_wanted(inodes.begin(), inodes.end()), m_deadline(monotonicNow() + budget) {
    m_wanted.erase(0);
  }

  SocketHolders run() {
    std::error_code error;
    for (fs::directory_iterator it("/proc", error), end; !error && it != end && goesOn(); it.increment(error)) {
      if (const auto pid = toNumber<int>(it->path().filename().string())) lookInto(it->path(), *pid);
    }
    return m_found;
  }

 private:
  bool goesOn() const { return !m_wanted.empty() && monotonicNow() < m_deadline; }

  void lookInto(const fs::path& process, int pid) {
    std::error_code error;
    for (fs::directory_iterator it(process / "fd", error), end; !error && it != end && goesOn(); it.increment(error)) {
      const auto inode = socketInode(it->path());
      if (inode && m_wanted.erase(*inode) > 0) m_found[*inode] = {pid, commOf(process)};
    }
  }

  std::set<std::uint32_t> m_wanted;
  SocketHolders m_found;
  TimePoint m_deadline;
};

}  // namespace

SocketHolders findSocketHolders(std::span<const std::uint32_t> inodes, Duration budget) {
  return Search(inodes, budget).run();
}

}  // namespace synscope
