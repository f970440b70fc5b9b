#include "tests/netns/peer/service.h"

#include <sys/socket.h>

#include <array>

namespace lab {
namespace {

class UdpService : public Service {
 public:
  UdpService(int fd, std::string mode, std::string text)
      : Service(fd), m_mode(std::move(mode)), m_text(std::move(text)) {}

  bool onReady(Services&) override {
    std::array<char, 65536> buffer{};
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    auto* address = reinterpret_cast<sockaddr*>(&from);
    const ssize_t got = recvfrom(fd(), buffer.data(), buffer.size(), MSG_DONTWAIT, address, &size);
    if (got < 0) return true;
    if (m_mode == "echo") sendto(fd(), buffer.data(), static_cast<std::size_t>(got), 0, address, size);
    if (m_mode == "reply") sendto(fd(), m_text.data(), m_text.size(), 0, address, size);
    return true;
  }

 private:
  std::string m_mode, m_text;
};

}  // namespace

std::unique_ptr<Service> makeUdpService(const std::vector<std::string>& words) {
  return std::make_unique<UdpService>(boundSocket(words[1], SOCK_DGRAM, 0), words[2], words.size() > 3 ? words[3] : "");
}

}  // namespace lab
