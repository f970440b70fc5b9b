#include "core/logic/wire/tcp_header.h"

#include "core/logic/wire/network_order_reader.h"

#include <string_view>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kFixed = 20;

TcpFlags flagsOf(std::uint16_t bits) {
  const auto is = [bits](unsigned bit) { return (bits >> bit & 1U) != 0; };
  return {.fin = is(0),
          .syn = is(1),
          .rst = is(2),
          .psh = is(3),
          .ack = is(4),
          .urg = is(5),
          .ece = is(6),
          .cwr = is(7),
          .ae = is(8)};
}

}  // namespace

std::string textOf(const TcpFlags& flags) {
  const std::pair<bool, std::string_view> all[] = {{flags.syn, "SYN"}, {flags.fin, "FIN"}, {flags.rst, "RST"},
                                                   {flags.psh, "PSH"}, {flags.ack, "ACK"}, {flags.urg, "URG"},
                                                   {flags.ece, "ECE"}, {flags.cwr, "CWR"}, {flags.ae, "AE"}};
  std::string text;
  for (const auto& [set, word] : all) {
    if (!set) continue;
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

std::optional<TcpHeader> decodeTcpHeader(std::span<const std::byte> segment) {
  if (segment.size() < kFixed) return std::nullopt;
  const NetworkOrderReader in(segment);
  TcpHeader header;
  header.headerLength = std::size_t{4} * (*in.u8(12) >> 4U);
  if (header.headerLength < kFixed || header.headerLength > segment.size()) return std::nullopt;
  header.sourcePort = *in.u16(0);
  header.destinationPort = *in.u16(2);
  header.sequence = *in.u32(4);
  header.acknowledgement = *in.u32(8);
  header.flags = flagsOf(*in.u16(12));
  header.window = *in.u16(14);
  header.checksum = *in.u16(16);
  header.urgentPointer = *in.u16(18);
  header.options = decodeTcpOptions(segment.subspan(kFixed, header.headerLength - kFixed));
  return header;
}

}  // namespace synscope
