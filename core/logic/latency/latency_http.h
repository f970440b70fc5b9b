#pragma once

#include "core/logic/latency/latency_settings.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace synscope {

/// A HEAD request (RFC 9110 section 9.3.2) for the settings' path. What the person typed cannot add lines to it.
/// @param keep Whether the connection is asked to stay open (RFC 9112 section 9.3).
std::vector<std::byte> headRequest(const LatencyTarget& target, std::string_view path, bool keep);

/// Reads the answer to a HEAD request as far as needed: whether it is one, and whether the connection can be used
/// again. Input is hostile; more than 64 KiB of header is no answer that can be used again.
class LatencyHttpAnswer {
 public:
  /// Returns false once nothing more is wanted: complete(), or what came is not HTTP.
  bool add(std::span<const std::byte> bytes);

  bool isHttp() const { return m_isHttp; }
  bool complete() const { return m_complete; }
  /// After complete(): the peer keeps the connection, and nothing came after the header.
  bool reusable() const { return m_reusable; }

 private:
  void readHeader(std::size_t end);

  std::string m_text;
  bool m_isHttp = true;
  bool m_complete = false;
  bool m_reusable = false;
};

}  // namespace synscope
