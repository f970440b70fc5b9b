#include "tests/netns/peer/service.h"

#include <sys/socket.h>

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace lab {
namespace {

constexpr const char* kHttpAnswer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nlab";
constexpr int kBacklog = 512;

/// One accepted connection that behaves as its mode says.
class Connection : public Service {
 public:
  Connection(int fd, std::string mode) : Service(fd), m_mode(std::move(mode)) {}

  bool wantsToWrite() const override { return m_mode == "flood"; }

  bool onReady(Services&) override {
    std::array<char, 65536> buffer{};
    if (m_mode == "flood" && send(fd(), buffer.data(), buffer.size(), MSG_DONTWAIT | MSG_NOSIGNAL) < 0 &&
        errno != EAGAIN)
      return false;
    const ssize_t got = recv(fd(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    if (m_mode == "echo") send(fd(), buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL);
    if (m_mode == "http") return answerHttp({buffer.data(), static_cast<std::size_t>(got)});
    return true;
  }

 private:
  bool answerHttp(const std::string& part) {
    m_request += part;
    if (m_request.find("\r\n\r\n") == std::string::npos) return m_request.size() < 65536;
    send(fd(), kHttpAnswer, std::char_traits<char>::length(kHttpAnswer), MSG_NOSIGNAL);
    shutdown(fd(), SHUT_WR);
    return true;
  }

  std::string m_mode, m_request;
};

class Listener : public Service {
 public:
  Listener(int fd, std::string mode, std::string text)
      : Service(fd), m_mode(std::move(mode)), m_text(std::move(text)) {}

  bool onReady(Services& born) override {
    const int peer = accept4(fd(), nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) return true;
    auto connection = std::make_unique<Connection>(peer, m_mode);
    if (m_mode == "greet") send(peer, m_text.data(), m_text.size(), MSG_NOSIGNAL);
    if (m_mode == "reset") {
      const linger atOnce{1, 0};
      setsockopt(peer, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    }
    if (m_mode != "reset" && m_mode != "close") born.push_back(std::move(connection));
    return true;
  }

 private:
  std::string m_mode, m_text;
};

/// Listens with room for one connection, takes that place itself and never accepts: further SYNs are dropped by the
/// kernel (tcp(7), listen(2)).
class FullListener : public Service {
 public:
  explicit FullListener(int fd) : Service(fd), m_ownClient(takeThePlace(fd)) {}
  ~FullListener() override { close(m_ownClient); }

  bool wantsToRead() const override { return false; }
  bool onReady(Services&) override { return true; }

 private:
  static int takeThePlace(int listener) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
    const int client = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(client, reinterpret_cast<const sockaddr*>(&address), size) != 0) fail("full: connect to myself");
    return client;
  }

  int m_ownClient;
};

}  // namespace

std::unique_ptr<Service> makeTcpService(const std::vector<std::string>& words) {
  const std::string& mode = words[2];
  if (mode == "full") return std::make_unique<FullListener>(boundSocket(words[1], SOCK_STREAM, 0));
  std::string text;
  for (std::size_t i = 3; i < words.size(); ++i)
    text += words[i] + (i + 1 < words.size() ? " " : "\r\n");
  return std::make_unique<Listener>(boundSocket(words[1], SOCK_STREAM, kBacklog), mode, text);
}

}  // namespace lab
