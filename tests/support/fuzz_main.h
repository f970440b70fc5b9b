#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

/// The target, as libFuzzer wants it (clang -fsanitize=fuzzer), defined by each fuzz test.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace synscope::fuzz {

using Input = std::vector<std::uint8_t>;

/// Well-formed and odd inputs to start from, defined by each fuzz test.
std::vector<Input> corpus();

/// Ends the program and says which input did it.
[[noreturn]] void fail(const char* what);

inline void check(bool holds, const char* what) {
  if (!holds) fail(what);
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline std::vector<Input> inputsOf(std::initializer_list<std::string_view> texts) {
  std::vector<Input> inputs;
  for (std::string_view text : texts)
    inputs.emplace_back(text.begin(), text.end());
  return inputs;
}

}  // namespace synscope::fuzz
