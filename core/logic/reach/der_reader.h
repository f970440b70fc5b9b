#pragma once

#include "core/logic/base/byte_reader.h"

#include <optional>

namespace synscope::der {

/// One value of ASN.1 in basic encoding (ITU-T X.690), with its contents inside the message it came from.
struct Value {
  unsigned tag = 0;
  std::span<const std::byte> contents;
};

/// Takes the next value. nullopt at the end, for tags over 30, for indefinite lengths and for what does not fit.
inline std::optional<Value> next(ByteReader& in) {
  const unsigned tag = in.u8();
  std::size_t length = in.u8();
  if (length == 0x80 || length > 0x84 || (tag & 0x1f) == 0x1f) return std::nullopt;
  if (length > 0x80) {
    std::size_t value = 0;
    for (std::size_t left = length - 0x80; left > 0; --left)
      value = value << 8 | in.u8();
    length = value;
  }
  const auto contents = in.bytes(length);
  return in.ok() ? std::optional(Value{tag, contents}) : std::nullopt;
}

/// The contents of the next value, if it has that tag.
inline std::optional<ByteReader> enter(ByteReader& in, unsigned tag) {
  const auto value = next(in);
  if (!value || value->tag != tag) return std::nullopt;
  return ByteReader(value->contents);
}

/// The next value as a small non-negative number.
inline std::optional<std::uint32_t> number(ByteReader& in, unsigned tag) {
  auto digits = enter(in, tag);
  if (!digits || digits->left() == 0 || digits->left() > 4) return std::nullopt;
  std::uint32_t value = 0;
  while (digits->left() > 0)
    value = value << 8 | digits->u8();
  return value;
}

}  // namespace synscope::der
