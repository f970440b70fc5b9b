#include "tests/netns/peer/service.h"

#include <netdb.h>
#include <sys/socket.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace lab {

Service::~Service() {
  close(m_fd);
}

void fail(const std::string& what) {
  std::fprintf(stderr, "lab_peer: %s: %s\n", what.c_str(), std::strerror(errno));
  std::exit(1);
}

namespace {

struct Where {
  std::string host, port;
};

Where parse(const std::string& where) {
  const auto colon = where.rfind(':');
  if (colon == std::string::npos) return {"::", where};
  std::string host = where.substr(0, colon);
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  return {host, where.substr(colon + 1)};
}

}  // namespace

int boundSocket(const std::string& where, int type, int backlog) {
  const Where place = parse(where);
  addrinfo hints{};
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
  hints.ai_socktype = type;
  addrinfo* found = nullptr;
  if (getaddrinfo(place.host.c_str(), place.port.c_str(), &hints, &found) != 0) fail(where);
  const int fd = socket(found->ai_family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, found->ai_addr, found->ai_addrlen) != 0) fail("bind " + where);
  if (type == SOCK_STREAM && listen(fd, backlog) != 0) fail("listen " + where);
  freeaddrinfo(found);
  return fd;
}

}  // namespace lab
