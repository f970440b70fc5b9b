/// Runs a libFuzzer target without libFuzzer: first its corpus, then seeded mutations of it, bounded in number and
/// time. A crash, a sanitizer report or a failed check ends the program; the input that caused it can be had again from
/// the seed and the number printed.
///
/// usage: NAME [--runs N] [--seconds S] [--seed N] [FILE...]   Files are run instead of mutations.
#include "tests/support/fuzz_main.h"

#include "core/logic/base/rng.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <span>
#include <string>

namespace {

using synscope::Rng;
using synscope::fuzz::Input;

constexpr std::size_t kLongestInput = 4096;

struct Options {
  std::uint64_t runs = 300'000;
  double seconds = 5;
  std::uint64_t seed = 1;
  std::vector<std::string> files;
};

Options optionsOf(std::span<char*> arguments) {
  Options options;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string argument = arguments[i];
    const bool hasValue = i + 1 < arguments.size();
    if (argument == "--runs" && hasValue) {
      options.runs = std::strtoull(arguments[++i], nullptr, 10);
    } else if (argument == "--seconds" && hasValue) {
      options.seconds = std::strtod(arguments[++i], nullptr);
    } else if (argument == "--seed" && hasValue) {
      options.seed = std::strtoull(arguments[++i], nullptr, 10);
    } else {
      options.files.push_back(argument);
    }
  }
  return options;
}

std::size_t place(Rng& rng, const Input& input) {
  return static_cast<std::size_t>(rng.below(input.size() + 1));
}

/// One small change: a bit, a byte, a hole, a copy, a splice with another seed, a telling value.
void mutateOnce(Rng& rng, Input& input, const std::vector<Input>& corpus) {
  const std::size_t at = place(rng, input);
  const auto where = input.begin() + static_cast<std::ptrdiff_t>(at);
  switch (rng.below(7)) {
    case 0:
      if (where != input.end()) *where ^= static_cast<std::uint8_t>(1U << rng.below(8));
      break;
    case 1:
      if (where != input.end()) *where = static_cast<std::uint8_t>(rng.next());
      break;
    case 2: input.insert(where, static_cast<std::uint8_t>(rng.next())); break;
    case 3: input.erase(where, where + static_cast<std::ptrdiff_t>(rng.below(input.size() - at + 1))); break;
    case 4: {
      const Input copy(
          where, where + static_cast<std::ptrdiff_t>(rng.below(std::min<std::size_t>(64, input.size() - at) + 1)));
      input.insert(input.begin() + static_cast<std::ptrdiff_t>(place(rng, input)), copy.begin(), copy.end());
      break;
    }
    case 5: {
      const Input& other = corpus[rng.below(corpus.size())];
      const auto from = static_cast<std::ptrdiff_t>(place(rng, other));
      input.resize(at);
      input.insert(input.end(), other.begin() + from, other.end());
      break;
    }
    default: {
      constexpr std::uint8_t kTelling[] = {0x00, 0x01, 0x7f, 0x80, 0xff, '%', ':', '[', '-', '.'};
      if (where != input.end()) *where = kTelling[rng.below(std::size(kTelling))];
    }
  }
  if (input.size() > kLongestInput) input.resize(kLongestInput);
}

void run(const Input& input) {
  LLVMFuzzerTestOneInput(input.data(), input.size());
}

int runFiles(const std::vector<std::string>& files) {
  for (const std::string& file : files) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
      std::fprintf(stderr, "cannot read %s\n", file.c_str());
      return 2;
    }
    run(Input(std::istreambuf_iterator<char>(stream), {}));
  }
  return 0;
}

std::uint64_t current = 0, seed = 0;

void tellWhere() {
  if (current != 0)
    std::fprintf(stderr, "fuzz: failed at run %llu of seed %llu\n", static_cast<unsigned long long>(current),
                 static_cast<unsigned long long>(seed));
}

}  // namespace

namespace synscope::fuzz {

void fail(const char* what) {
  std::fprintf(stderr, "fuzz: %s\n", what);
  tellWhere();
  std::abort();
}

}  // namespace synscope::fuzz

int main(int argc, char** argv) {
  const Options options = optionsOf({argv, static_cast<std::size_t>(argc)});
  if (!options.files.empty()) return runFiles(options.files);

  std::vector<Input> corpus = synscope::fuzz::corpus();
  corpus.emplace_back();
  for (const Input& input : corpus)
    run(input);

  seed = options.seed;
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(options.seconds);
  for (current = 1; current <= options.runs; ++current) {
    Rng rng(seed * 0x9e3779b97f4a7c15U + current);  // Each run by itself, so that a failure can be had again alone.
    Input input = corpus[rng.below(corpus.size())];
    for (std::uint64_t changes = 1 + rng.below(6); changes > 0; --changes)
      mutateOnce(rng, input, corpus);
    run(input);
    if (current % 256 == 0 && std::chrono::steady_clock::now() > end) break;
  }
  std::printf("fuzz: %zu corpus inputs and %llu mutations, seed %llu: no failure\n", corpus.size(),
              static_cast<unsigned long long>(std::min(current, options.runs)), static_cast<unsigned long long>(seed));
  current = 0;
  return 0;
}
