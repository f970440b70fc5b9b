#pragma once

#include "core/engine/reach/scanner.h"
#include "core/logic/base/error.h"

#include <QByteArray>

#include <array>
#include <string>
#include <string_view>

namespace synscope {

/// How many ports were found in each state.
struct ProbeSummary {
  std::array<std::uint64_t, 9> counts{};  ///< By PortState.
  Duration elapsed{};
  bool cancelled = false;

  std::uint64_t& of(PortState state) { return counts[static_cast<std::size_t>(state)]; }
  std::uint64_t of(PortState state) const { return counts[static_cast<std::size_t>(state)]; }
};

/// CONTRACT "synscope/probe/1", piece by piece, so that a scan of any size needs no room for its document:
/// probeJsonBegin() (row (probeJsonSeparator() row)*)? probeJsonEnd(). Keys stand in the order people read them.
QByteArray probeJsonBegin();
QByteArray probeJsonSeparator();
QByteArray probeJsonRow(const ScanRow& row, std::string_view host, const IpAddress& address, Protocol protocol);
/// A host whose name did not resolve, once for each port.
QByteArray probeJsonRow(const Error& error, std::string_view host, std::uint16_t port, Protocol protocol);
QByteArray probeJsonEnd(const ProbeSummary& summary);

/// A UTF-8 text as a JSON string with its quotes (RFC 8259 section 7). Bytes that are no UTF-8 become U+FFFD.
QByteArray jsonString(std::string_view text);

}  // namespace synscope
