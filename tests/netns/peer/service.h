#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace lab {

/// Something with a descriptor that wants to know when it can be read. Invariant: owns its descriptor.
class Service {
 public:
  explicit Service(int fd) : m_fd(fd) {}
  virtual ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  int fd() const { return m_fd; }
  virtual bool wantsToRead() const { return true; }
  virtual bool wantsToWrite() const { return false; }

  /// Does what can be done now. New services (accepted connections) go into `born`. false: finished, delete me.
  virtual bool onReady(std::vector<std::unique_ptr<Service>>& born) = 0;

 private:
  int m_fd;
};

using Services = std::vector<std::unique_ptr<Service>>;

/// "80" (any address, both families), "10.9.9.3:80" or "[fd00:9:9::3]:80". Bound, and listening for TCP; exits with a
/// message where that fails, so that a scenario never goes on without its server.
int boundSocket(const std::string& where, int type, int backlog);

/// tcp WHERE MODE [TEXT]
std::unique_ptr<Service> makeTcpService(const std::vector<std::string>& words);
/// udp WHERE MODE [TEXT]
std::unique_ptr<Service> makeUdpService(const std::vector<std::string>& words);
/// dns ADDRESS ZONEFILE
std::unique_ptr<Service> makeDnsService(const std::vector<std::string>& words);
/// wire INTERFACE INTERFACE MILLISECONDS
Services makeWire(const std::vector<std::string>& words);

/// Ends the program with a message.
[[noreturn]] void fail(const std::string& what);

}  // namespace lab
