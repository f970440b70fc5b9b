#pragma once

#include <array>
#include <cstddef>

namespace synscope {

/// Every value of an enumeration that counts up from 0 to `last`, in order.
template <typename Enum, Enum last>
constexpr auto enumValues() {
  std::array<Enum, static_cast<std::size_t>(last) + 1> values{};
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<Enum>(i);
  return values;
}

}  // namespace synscope
