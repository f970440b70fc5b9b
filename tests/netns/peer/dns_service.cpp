#include "tests/netns/peer/service.h"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <array>
#include <fstream>
#include <map>
#include <sstream>

namespace lab {
namespace {

// RFC 1035 sections 3.2.2 and 4.1.1, RFC 3596 section 2.1.
constexpr int kTypeA = 1, kTypeAaaa = 28, kServerFailure = 2, kNameError = 3;
constexpr std::size_t kHeader = 12;

struct Name {
  std::map<int, std::string> answers;  ///< By record type: addresses with commas, "servfail" or "silent".
};

std::map<std::string, Name> readZone(const std::string& file) {
  std::map<std::string, Name> zone;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::string name, word;
    words >> name;
    Name& entry = zone[name];
    while (words >> word) {
      const auto equals = word.find('=');
      entry.answers[word.substr(0, equals) == "AAAA" ? kTypeAaaa : kTypeA] = word.substr(equals + 1);
    }
  }
  return zone;
}

struct Question {
  std::string name;
  int type = 0;
  std::size_t end = 0;  ///< Offset behind it; 0: not a question we understand.
};

Question parse(const std::string& query) {
  Question question;
  std::size_t at = kHeader;
  while (at < query.size() && query[at] != 0) {
    const auto length = static_cast<unsigned char>(query[at]);
    if (length > 63 || at + 1 + length > query.size()) return {};
    question.name += (question.name.empty() ? "" : ".") + query.substr(at + 1, length);
    at += 1 + length;
  }
  if (at + 5 > query.size()) return {};
  question.type = static_cast<unsigned char>(query[at + 2]);
  question.end = at + 5;
  return question;
}

std::string record(int type, const std::string& text) {
  std::array<char, 16> address{};
  const bool isV6 = type == kTypeAaaa;
  inet_pton(isV6 ? AF_INET6 : AF_INET, text.c_str(), address.data());
  const std::size_t size = isV6 ? 16 : 4;
  std::string out{"\xc0\x0c\0", 3};  // The name: a pointer to the question.
  out += static_cast<char>(type);
  out += std::string{"\0\1\0\0\0\0\0", 7};  // Class IN, TTL 0.
  out += static_cast<char>(size);
  return out + std::string(address.data(), size);
}

class DnsService : public Service {
 public:
  DnsService(int fd, const std::string& zoneFile) : Service(fd), m_zone(readZone(zoneFile)) {}

  bool onReady(Services&) override {
    std::array<char, 4096> buffer{};
    sockaddr_storage from{};
    socklen_t size = sizeof from;
    auto* address = reinterpret_cast<sockaddr*>(&from);
    const ssize_t got = recvfrom(fd(), buffer.data(), buffer.size(), MSG_DONTWAIT, address, &size);
    if (got < static_cast<ssize_t>(kHeader)) return true;
    const std::string reply = answer({buffer.data(), static_cast<std::size_t>(got)});
    if (!reply.empty()) sendto(fd(), reply.data(), reply.size(), 0, address, size);
    return true;
  }

 private:
  /// Empty: stay silent.
  std::string answer(const std::string& query) const {
    const Question question = parse(query);
    if (question.end == 0) return {};
    const auto name = m_zone.find(question.name);
    if (name == m_zone.end()) return reply(query, question, kNameError, {});
    const auto found = name->second.answers.find(question.type);
    const std::string text = found == name->second.answers.end() ? "" : found->second;
    if (text == "silent") return {};
    if (text == "servfail") return reply(query, question, kServerFailure, {});
    std::vector<std::string> records;
    std::istringstream list(text);
    for (std::string one; std::getline(list, one, ',');)
      records.push_back(record(question.type, one));
    return reply(query, question, 0, records);
  }

  static std::string reply(const std::string& query, const Question& question, int code,
                           const std::vector<std::string>& records) {
    std::string out = query.substr(0, 2);
    out += static_cast<char>(0x85);  // Response, authoritative, recursion was desired.
    out += static_cast<char>(0x80 | code);
    out += std::string{"\0\1\0", 3} + static_cast<char>(records.size()) + std::string(4, '\0');
    out += query.substr(kHeader, question.end - kHeader);
    for (const std::string& one : records)
      out += one;
    return out;
  }

  std::map<std::string, Name> m_zone;
};

}  // namespace

std::unique_ptr<Service> makeDnsService(const std::vector<std::string>& words) {
  return std::make_unique<DnsService>(boundSocket(words[1] + ":53", SOCK_DGRAM, 0), words[2]);
}

}  // namespace lab
