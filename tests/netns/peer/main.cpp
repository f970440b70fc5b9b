// lab_peer: the other end of every scenario. Goes into the background when it is ready to be connected to.

#include "tests/netns/peer/service.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <unistd.h>

namespace {

constexpr const char* kUsage =
    "usage: lab_peer tcp WHERE MODE [TEXT]   echo, greet TEXT, http, silent (reads, never writes), close (FIN at "
    "once),\n"
    "                                        reset (RST at once), flood (never stops writing), full (accept queue "
    "full)\n"
    "       lab_peer udp WHERE MODE [TEXT]   echo, reply TEXT, silent\n"
    "       lab_peer dns ADDRESS ZONEFILE    lines: NAME [A=ADDRESS,...|servfail|silent] [AAAA=...]\n"
    "       lab_peer wire IFACE IFACE MS        carries every frame from one to the other, MS later, both ways\n"
    "WHERE: PORT (every address, both families), ADDRESS:PORT or [ADDRESS6]:PORT\n";

lab::Services makeServices(const std::vector<std::string>& words) {
  lab::Services services;
  if (words.size() >= 3 && words[0] == "tcp") services.push_back(lab::makeTcpService(words));
  if (words.size() >= 3 && words[0] == "udp") services.push_back(lab::makeUdpService(words));
  if (words.size() == 3 && words[0] == "dns") services.push_back(lab::makeDnsService(words));
  if (words.size() == 4 && words[0] == "wire") services = lab::makeWire(words);
  if (!services.empty()) return services;
  std::fputs(kUsage, stderr);
  std::exit(64);
}

short wishes(const lab::Service& service) {
  int events = 0;
  if (service.wantsToRead()) events |= POLLIN;
  if (service.wantsToWrite()) events |= POLLOUT;
  return static_cast<short>(events);
}

void serveOnce(lab::Services& services) {
  std::vector<pollfd> fds;
  for (const auto& service : services)
    fds.push_back({service->fd(), wishes(*service), 0});
  if (poll(fds.data(), fds.size(), -1) < 0) return;
  lab::Services kept;
  for (std::size_t i = 0; i < fds.size(); ++i)
    if (fds[i].revents == 0 || services[i]->onReady(kept)) kept.push_back(std::move(services[i]));
  services = std::move(kept);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  lab::Services services = makeServices({argv + 1, argv + argc});
  if (daemon(1, 0) != 0) lab::fail("daemon");
  while (!services.empty())
    serveOnce(services);
  return 0;
}
