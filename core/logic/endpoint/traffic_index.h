#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace synscope {

/// Where records lie in a file, for one in 256 of them, or one in 256 KiB where they are long: finding a record costs
/// reading that much at most, and the index of six million small ones takes 400 kB.
class TrafficIndex {
 public:
  struct Place {
    std::uint64_t record = 0;
    std::uint64_t offset = 0;
  };

  /// Records are added in order, from number 0, each at a higher offset than the one before.
  void add(std::uint64_t record, std::uint64_t offset);
  /// The last known place that is not behind `record`. Precondition: something was added.
  Place before(std::uint64_t record) const;
  bool empty() const { return m_places.empty(); }

 private:
  std::vector<Place> m_places;
};

}  // namespace synscope
