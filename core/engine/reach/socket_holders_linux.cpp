#include "core/engine/reach/socket_holders_linux.h"

#include "core/engine/base/clock.h"

#include <array>
#include <charconv>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <memory>
#include <optional>
#include <string_view>
#include <unistd.h>
#include <unordered_set>

namespace synscope {
namespace {

using Directory = std::unique_ptr<DIR, decltype([](DIR* directory) { closedir(directory); })>;

template <typename T>
std::optional<T> toNumber(std::string_view text) {
  T value{};
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "socket:[12345]" as proc(5) shows a socket's descriptor.
std::optional<std::uint32_t> socketInode(int directory, const char* link) {
  constexpr std::string_view kPrefix = "socket:[";
  std::array<char, 64> room{};
  const ssize_t size = readlinkat(directory, link, room.data(), room.size());
  const std::string_view target(room.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  if (!target.starts_with(kPrefix) || !target.ends_with(']')) return std::nullopt;
  return toNumber<std::uint32_t>(target.substr(kPrefix.size(), target.size() - kPrefix.size() - 1));
}

std::string commOf(const std::string& process) {
  std::ifstream file(process + "/comm");
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
    const Directory processes(m_wanted.empty() ? nullptr : opendir("/proc"));
    while (const dirent* entry = processes && goesOn() ? readdir(processes.get()) : nullptr) {
      if (const auto pid = toNumber<int>(entry->d_name)) lookInto(*pid);
    }
    return std::move(m_found);
  }

 private:
  bool goesOn() const { return !m_wanted.empty() && monotonicNow() < m_deadline; }

  void lookInto(int pid) {
    const std::string process = "/proc/" + std::to_string(pid);
    const Directory descriptors(opendir((process + "/fd").c_str()));
    std::optional<std::string> name;
    while (const dirent* entry = descriptors && goesOn() ? readdir(descriptors.get()) : nullptr) {
      const auto inode = socketInode(dirfd(descriptors.get()), entry->d_name);
      if (!inode || m_wanted.erase(*inode) == 0) continue;
      if (!name) name = commOf(process);
      m_found[*inode] = {pid, *name};
    }
  }

  std::unordered_set<std::uint32_t> m_wanted;
  SocketHolders m_found;
  TimePoint m_deadline;
};

}  // namespace

SocketHolders findSocketHolders(std::span<const std::uint32_t> inodes, Duration budget) {
  return Search(inodes, budget).run();
}

}  // namespace synscope
