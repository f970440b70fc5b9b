#include "core/logic/endpoint/traffic_pcapng.h"

#include "core/logic/base/byte_reader.h"
#include "core/logic/base/byte_writer.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr unsigned kTcpNumber = 6, kUdpNumber = 17;  ///< IANA protocol numbers.
constexpr std::size_t kUdpHeader = 8;
constexpr std::size_t kMostPerPacket = 65'000;  ///< Fits into the 16-bit lengths of IPv4 and IPv6 with any header.
constexpr unsigned kLinkTypeRaw = 101;
constexpr unsigned kInbound = 1, kOutbound = 2;  ///< epb_flags, section 4.3.1.

/// The Internet check sum (RFC 1071), continued over several spans of which all but the last have an even length.
class InternetSum {
 public:
  InternetSum& add(std::span<const std::byte> bytes) {
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
      m_sum += std::to_integer<std::uint64_t>(bytes[i]) << 8U;
      if (i + 1 < bytes.size()) m_sum += std::to_integer<std::uint64_t>(bytes[i + 1]);
    }
    return *this;
  }
  unsigned value() const {
    std::uint64_t sum = m_sum;
    while (sum > 0xffff)
      sum = (sum & 0xffff) + (sum >> 16U);
    return static_cast<unsigned>(~sum & 0xffff);
  }

 private:
  std::uint64_t m_sum = 0;
};

void put16(Bytes& bytes, std::size_t at, unsigned value) {
  bytes[at] = static_cast<std::byte>(value >> 8U);
  bytes[at + 1] = static_cast<std::byte>(value & 0xffU);
}

std::span<const std::byte> octetsOf(const IpAddress& address) {
  return std::as_bytes(address.octets());
}

struct Ends {
  IpEndpoint from, to;
};

/// RFC 791 section 3.1, RFC 8200 section 3.
Bytes ipHeader(const Ends& ends, unsigned protocol, std::size_t length) {
  ByteWriter ip;
  if (ends.from.address.isV6()) {
    ip.u32(0x60000000).u16(static_cast<unsigned>(length)).u8(protocol).u8(64);
    ip.bytes(octetsOf(ends.from.address)).bytes(octetsOf(ends.to.address));
    return ip.take();
  }
  // Don't fragment, identification 0 (RFC 6864 section 4.1).
  ip.u8(0x45).u8(0).u16(static_cast<unsigned>(length + 20)).u16(0).u16(0x4000).u8(64).u8(protocol).u16(0);
  ip.bytes(octetsOf(ends.from.address)).bytes(octetsOf(ends.to.address));
  Bytes header = ip.take();
  put16(header, 10, InternetSum().add(header).value());
  return header;
}

/// RFC 9293 section 3.1: the header as for any segment with data (PSH, ACK).
Bytes tcpHeader(const Ends& ends, std::uint32_t sequence, std::uint32_t acknowledged) {
  ByteWriter tcp;
  tcp.u16(ends.from.port).u16(ends.to.port).u32(sequence).u32(acknowledged);
  tcp.u8(0x50).u8(0x18).u16(65'535).u16(0).u16(0);
  return tcp.take();
}

Bytes udpHeader(const Ends& ends, std::size_t payload) {
  ByteWriter udp;
  udp.u16(ends.from.port).u16(ends.to.port).u16(static_cast<unsigned>(payload + kUdpHeader)).u16(0);
  return udp.take();
}

/// RFC 9293 section 3.1 and RFC 768: over the pseudo header, the header and the payload.
unsigned transportSum(const Ends& ends, unsigned protocol, const Bytes& header, std::span<const std::byte> payload) {
  ByteWriter pseudo;
  pseudo.bytes(octetsOf(ends.from.address)).bytes(octetsOf(ends.to.address));
  pseudo.u32(static_cast<std::uint32_t>(header.size() + payload.size())).u32(protocol);
  const unsigned sum = InternetSum().add(pseudo.take()).add(header).add(payload).value();
  return sum == 0 && protocol == kUdpNumber ? 0xffff : sum;
}

ByteWriter& pad(ByteWriter& block) {
  return block.zeros((4 - block.size() % 4) % 4);
}

void option(ByteWriter& block, unsigned code, std::string_view value) {
  pad(block.u16(code).u16(static_cast<unsigned>(value.size())).text(value));
}

/// Section 3.1: type, total length, body, total length again.
void addBlock(std::uint32_t type, const Bytes& body, std::string& out) {
  const auto length = static_cast<std::uint32_t>(body.size() + 12);
  ByteWriter block;
  block.u32(type).u32(length).bytes(body).u32(length);
  out += textOf(block.take());
}

}  // namespace

void PcapngExporter::begin(std::string& out) {
  std::string comment =
      "Made by SynScope from payloads that its session sent and received. All IP, TCP and UDP headers (addresses where "
      "they were not known, sequence numbers, flags, TTL, check sums) are synthesized: nothing here was captured from "
      "a network, and there is no handshake, acknowledgement or retransmission.";
  if (m_options.leftOutRecords > 0)
    comment += " " + std::to_string(m_options.leftOutRecords) + " records were not kept by the log and are missing.";
  ByteWriter section;
  section.u32(0x1a2b3c4d).u16(1).u16(0).u64(~std::uint64_t{0});
  option(section, 1, comment);
  option(section, 4, "SynScope");
  section.u32(0);
  addBlock(0x0a0d0d0a, section.take(), out);
  ByteWriter interface;
  interface.u16(kLinkTypeRaw).u16(0).u32(0);
  option(interface, 2, "synthesized");
  option(interface, 9, "\x09");  // Time stamps in ns.
  interface.u32(0);
  addBlock(1, interface.take(), out);
}

void PcapngExporter::add(std::uint64_t, const TrafficRecordView& record, std::string& out) {
  auto rest = record.payload;
  do {
    const auto piece = rest.first(std::min(rest.size(), kMostPerPacket));
    rest = rest.subspan(piece.size());
    addPacket(record, piece, out);
  } while (!rest.empty());
}

IpEndpoint PcapngExporter::localOf(const TrafficRecordView& record) const {
  const auto known = m_options.ends.locals.find(record.connection);
  IpEndpoint local = known == m_options.ends.locals.end() ? m_options.ends.local : known->second;
  if (local.address.family() != record.peer.address.family())
    local.address = record.peer.address.isV6() ? IpAddress::v6({}) : IpAddress();
  return local;
}

void PcapngExporter::addPacket(const TrafficRecordView& record, std::span<const std::byte> payload, std::string& out) {
  const bool sent = record.direction == TrafficDirection::kOut;
  const bool tcp = m_options.ends.protocol == Protocol::kTcp;
  const IpEndpoint local = localOf(record);
  const Ends ends = sent ? Ends{local, record.peer} : Ends{record.peer, local};
  const unsigned protocol = tcp ? kTcpNumber : kUdpNumber;
  Bytes header;
  if (tcp) {
    Sequence& at = m_sequences[record.connection];
    header = sent ? tcpHeader(ends, at.out, at.in) : tcpHeader(ends, at.in, at.out);
    (sent ? at.out : at.in) += static_cast<std::uint32_t>(payload.size());
  } else {
    header = udpHeader(ends, payload.size());
  }
  put16(header, tcp ? 16 : 6, transportSum(ends, protocol, header, payload));

  const Bytes ip = ipHeader(ends, protocol, header.size() + payload.size());
  const auto length = static_cast<std::uint32_t>(ip.size() + header.size() + payload.size());
  const auto time = static_cast<std::uint64_t>(m_options.clock.wallNs(record.at));
  ByteWriter packet;
  packet.u32(0).u32(static_cast<std::uint32_t>(time >> 32U)).u32(static_cast<std::uint32_t>(time & 0xffffffffU));
  packet.u32(length).u32(length).bytes(ip).bytes(header).bytes(payload);
  pad(packet).u16(2).u16(4).u32(sent ? kOutbound : kInbound).u32(0);
  addBlock(6, packet.take(), out);
}

}  // namespace synscope
