#pragma once

#include <arpa/inet.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <vector>

namespace synscope {

/// A port of 127.0.0.1 that is held and on which nobody listens.
class ClosedPort {
 public:
  ClosedPort() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = bind(m_fd, reinterpret_cast<sockaddr*>(&address), length) == 0;
    if (bound && getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &length) == 0)
      m_port = ntohs(address.sin_port);
  }
  ~ClosedPort() { ::close(m_fd); }
  ClosedPort(const ClosedPort&) = delete;
  ClosedPort& operator=(const ClosedPort&) = delete;

  std::uint16_t port() const { return m_port; }

 private:
  int m_fd = socket(AF_INET, SOCK_STREAM, 0);
  std::uint16_t m_port = 0;
};

/// Plain sockets connected to a port of 127.0.0.1.
class Peers {
 public:
  Peers(std::uint16_t port, int count) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    for (int made = 0; made < count; ++made) {
      const int fd = socket(AF_INET, SOCK_STREAM, 0);
      if (fd < 0) return;
      m_fds.push_back(fd);
      if (connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return;
    }
  }
  ~Peers() {
    for (const int fd : m_fds)
      ::close(fd);
  }
  Peers(const Peers&) = delete;
  Peers& operator=(const Peers&) = delete;

  int count() const { return static_cast<int>(m_fds.size()); }
  void say(std::string_view words) const {
    for (const int fd : m_fds)
      (void)::send(fd, words.data(), words.size(), MSG_NOSIGNAL);
  }
  /// Takes what has come, without waiting.
  void listen() const {
    char room[4096];
    for (const int fd : m_fds)
      while (::recv(fd, room, sizeof room, MSG_DONTWAIT) > 0) {
      }
  }

 private:
  std::vector<int> m_fds;
};

/// Peers that talk to an echo server in a thread of their own until they go.
class TalkingPeers {
 public:
  TalkingPeers(std::uint16_t port, int count) : m_peers(port, count), m_thread([this] { talk(); }) {}
  ~TalkingPeers() {
    m_over = true;
    m_thread.join();
  }

 private:
  void talk() {
    while (!m_over) {
      m_peers.say("a line of forty characters, more or less\n");
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      m_peers.listen();
    }
  }

  Peers m_peers;
  std::atomic<bool> m_over = false;
  std::thread m_thread;
};

}  // namespace synscope
