#include "core/logic/diagnose/probe_data.h"

#include <algorithm>
#include <string>

namespace synscope {
namespace {

std::string beginningOf(Filling filling) {
  switch (filling) {
    case Filling::kSpaces: return {};
    case Filling::kHttpHeader: return "GET / HTTP/1.1\r\nX-Padding: ";
    case Filling::kTlsRecord:
      // handshake, TLS 1.0 for compatibility, 16,384 bytes; ClientHello of 16,380 bytes.
      return std::string("\x16\x03\x01\x40\x00\x01\x00\x3f\xfc\x03\x03", 11);
  }
  return {};
}

std::vector<std::byte> toBytes(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

/// Hosts come from a person: only what RFC 9110 section 7.2 allows may stand in a header line.
bool isHostCharacter(char c) {
  return c > ' ' && c < 0x7f;
}

}  // namespace

std::vector<std::byte> unfinishedRequest(Filling filling, std::size_t size) {
  std::string text = beginningOf(filling);
  text.resize(std::min(size, kMaxFilling), filling == Filling::kHttpHeader ? 'x' : ' ');
  return toBytes(text);
}

std::vector<std::byte> httpRequest(std::string_view host) {
  std::string safe;
  std::copy_if(host.begin(), host.end(), std::back_inserter(safe), isHostCharacter);
  if (safe.find(':') != std::string::npos) safe = '[' + safe + ']';
  return toBytes("GET / HTTP/1.1\r\nHost: " + safe +
                 "\r\nUser-Agent: SynScope\r\nAccept: */*\r\nConnection: close\r\n\r\n");
}

}  // namespace synscope
