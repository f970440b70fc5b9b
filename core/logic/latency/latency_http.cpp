#include "core/logic/latency/latency_http.h"

#include "core/logic/base/ip_address.h"

#include <algorithm>
#include <cctype>

namespace synscope {
namespace {

constexpr std::size_t kMostHeader = std::size_t{64} * 1024;
constexpr std::string_view kStart = "HTTP/1.";
constexpr std::uint16_t kHttpPort = 80, kHttpsPort = 443;

bool isVisible(char c) {
  return c > 0x20 && c < 0x7f;
}

/// What cannot stand in a request line is percent-encoded (RFC 3986 section 2.1).
std::string safePath(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string safe = path.starts_with('/') ? "" : "/";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (isVisible(c))
      safe += c;
    else
      safe.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
  }
  return safe;
}

std::string safeHost(const LatencyTarget& target) {
  std::string host;
  std::ranges::copy_if(target.host, std::back_inserter(host), isVisible);
  if (const auto literal = IpAddress::parse(host); literal && literal->isV6())
    host = '[' + host.substr(0, host.find('%')) + ']';
  if (target.port == kHttpPort || target.port == kHttpsPort) return host;
  return host + ':' + std::to_string(target.port);
}

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Whether a header field names this option, for example "\r\nconnection: close".
bool hasConnectionOption(const std::string& header, std::string_view option) {
  constexpr std::string_view kField = "\r\nconnection:";
  const auto field = header.find(kField);
  if (field == std::string::npos) return false;
  const auto end = header.find("\r\n", field + kField.size());
  return header.substr(field, end - field).find(option) != std::string::npos;
}

}  // namespace

std::vector<std::byte> headRequest(const LatencyTarget& target, std::string_view path, bool keep) {
  const std::string text = "HEAD " + safePath(path) + " HTTP/1.1\r\nHost: " + safeHost(target) +
                           "\r\nUser-Agent: SynScope\r\nAccept: */*\r\nConnection: " + (keep ? "keep-alive" : "close") +
                           "\r\n\r\n";
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

bool LatencyHttpAnswer::add(std::span<const std::byte> bytes) {
  if (m_complete || !m_isHttp) return false;
  const std::size_t seen = m_text.size();
  m_text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const auto known = std::min(m_text.size(), kStart.size());
  m_isHttp = std::string_view(m_text).substr(0, known) == kStart.substr(0, known);
  const auto end = m_text.find("\r\n\r\n", seen < 3 ? 0 : seen - 3);
  if (m_isHttp && end != std::string::npos) readHeader(end);
  if (m_text.size() > kMostHeader) m_complete = true;
  return m_isHttp && !m_complete;
}

/// RFC 9112 section 9.3: HTTP/1.1 stays open unless it says "close", HTTP/1.0 only where it says "keep-alive".
void LatencyHttpAnswer::readHeader(std::size_t end) {
  m_complete = true;
  const std::string header = lowered(m_text.substr(0, end));
  const bool stays = header.starts_with("http/1.1") ? !hasConnectionOption(header, "close")
                                                    : hasConnectionOption(header, "keep-alive");
  m_reusable = stays && m_text.size() == end + 4;
}

}  // namespace synscope
