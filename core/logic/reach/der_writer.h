#pragma once

#include "core/logic/base/byte_writer.h"

#include <string_view>

namespace synscope::der {

/// ASN.1 in distinguished encoding (ITU-T X.690), as far as the UDP payloads need it.
enum Tag : unsigned {
  kBoolean = 0x01,
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kEnumerated = 0x0a,
  kGeneralizedTime = 0x18,
  kGeneralString = 0x1b,
  kSequence = 0x30,
};

constexpr unsigned application(unsigned number) {
  return 0x60 | number;
}
constexpr unsigned context(unsigned number) {
  return 0xa0 | number;
}

/// A value of any tag. The contents are at most 65,535 bytes.
inline Bytes value(unsigned tag, std::span<const std::byte> contents) {
  ByteWriter out;
  out.u8(tag);
  if (contents.size() < 0x80) {
    out.u8(static_cast<unsigned>(contents.size()));
  } else {
    out.u8(0x82).u16(static_cast<unsigned>(contents.size()));
  }
  return out.bytes(contents).take();
}

inline Bytes text(unsigned tag, std::string_view contents) {
  return value(tag, ByteWriter().text(contents).take());
}

/// A non-negative number under 2^31.
inline Bytes number(unsigned tag, std::uint32_t number) {
  int length = 1;
  while (length < 4 && number >> (8 * length - 1) != 0)
    ++length;
  ByteWriter out;
  for (int shift = 8 * (length - 1); shift >= 0; shift -= 8)
    out.u8(number >> shift & 0xff);
  return value(tag, out.take());
}

/// A constructed value: its parts one after the other.
inline Bytes group(unsigned tag, std::initializer_list<Bytes> parts) {
  ByteWriter out;
  for (const Bytes& part : parts)
    out.bytes(part);
  return value(tag, out.take());
}

}  // namespace synscope::der
