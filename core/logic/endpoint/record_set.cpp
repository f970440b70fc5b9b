#include "core/logic/endpoint/record_set.h"

#include <algorithm>
#include <bit>

namespace synscope {
namespace {

constexpr std::uint64_t kBits = 64;
constexpr std::size_t kWordsPerBlock = 8;

std::uint64_t bitsBelow(std::uint64_t word, std::uint64_t bit) {
  return word & ((std::uint64_t{1} << bit) - 1);
}

/// Position of the n-th set bit. Precondition: there are more than n.
unsigned positionOf(std::uint64_t word, std::uint64_t n) {
  for (; n > 0; --n)
    word &= word - 1;
  return static_cast<unsigned>(std::countr_zero(word));
}

}  // namespace

void RecordSet::growTo(std::size_t words) {
  while (m_words.size() < words) {
    if (m_words.size() % kWordsPerBlock == 0) m_before.push_back(m_count);
    m_words.push_back(0);
  }
}

void RecordSet::add(std::uint64_t record) {
  if (contains(record)) return;
  growTo(static_cast<std::size_t>(record / kBits) + 1);
  m_words[record / kBits] |= std::uint64_t{1} << record % kBits;
  ++m_count;
}

bool RecordSet::contains(std::uint64_t record) const {
  const std::uint64_t word = record / kBits;
  return word < m_words.size() && (m_words[word] >> record % kBits & 1U) != 0;
}

std::uint64_t RecordSet::countBelow(std::uint64_t record) const {
  const std::uint64_t word = record / kBits;
  if (word >= m_words.size()) return m_count;
  const std::size_t block = static_cast<std::size_t>(word) / kWordsPerBlock;
  std::uint64_t count = m_before[block];
  for (std::size_t i = block * kWordsPerBlock; i < word; ++i)
    count += static_cast<std::uint64_t>(std::popcount(m_words[i]));
  return count + static_cast<std::uint64_t>(std::popcount(bitsBelow(m_words[word], record % kBits)));
}

std::uint64_t RecordSet::at(std::uint64_t n) const {
  const auto behind = std::ranges::upper_bound(m_before, n);
  std::size_t word = static_cast<std::size_t>(std::distance(m_before.begin(), behind) - 1) * kWordsPerBlock;
  n -= *std::prev(behind);
  while (n >= static_cast<std::uint64_t>(std::popcount(m_words[word])))
    n -= static_cast<std::uint64_t>(std::popcount(m_words[word++]));
  return word * kBits + positionOf(m_words[word], n);
}

std::optional<std::uint64_t> RecordSet::firstFrom(std::uint64_t record) const {
  const std::uint64_t below = countBelow(record);
  if (below == m_count) return std::nullopt;
  return at(below);
}

std::optional<std::uint64_t> RecordSet::lastBefore(std::uint64_t record) const {
  const std::uint64_t below = countBelow(record);
  if (below == 0) return std::nullopt;
  return at(below - 1);
}

}  // namespace synscope
