#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <thread>
#include <unistd.h>
#include <vector>

namespace synscope::bench {

/// Listeners on the loopback that accept and let go, in a process of their own, so that their work is not counted as
/// ours; they end with this process. Call before threads begin. Returns their ports.
inline std::vector<std::uint16_t> startListeners(int count) {
  std::vector<int> fds;
  std::vector<std::uint16_t> ports;
  for (int i = 0; i < count; ++i) {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{AF_INET, 0, {htonl(INADDR_LOOPBACK)}, {}};
    socklen_t length = sizeof address;
    (void)bind(fd, reinterpret_cast<sockaddr*>(&address), length);
    (void)listen(fd, 1024);
    getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
    ports.push_back(ntohs(address.sin_port));
    fds.push_back(fd);
  }
  const pid_t parent = getpid();
  if (fork() == 0) {
    for (const int fd : fds)
      std::thread([fd] {
        for (;;)
          if (const int client = accept(fd, nullptr, nullptr); client >= 0) close(client);
      }).detach();
    while (getppid() == parent)
      std::this_thread::sleep_for(std::chrono::milliseconds(200));
    std::_Exit(0);
  }
  for (const int fd : fds)
    close(fd);
  return ports;
}

}  // namespace synscope::bench
