#pragma once

#include <cstdint>

namespace synscope {

/// Seeded pseudo-random numbers (SplitMix64, Steele, Lea and Flood 2014): the same seed gives the same sequence on
/// every system. Not for secrets.
class Rng {
 public:
  explicit Rng(std::uint64_t seed) : m_state(seed) {}

  std::uint64_t next() {
    m_state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = m_state;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebU;
    return mixed ^ mixed >> 31;
  }

  /// 0 to bound - 1; 0 where bound is 0. The bias is under bound / 2^64.
  std::uint64_t below(std::uint64_t bound) { return bound == 0 ? 0 : next() % bound; }

 private:
  std::uint64_t m_state;
};

}  // namespace synscope
