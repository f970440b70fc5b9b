#pragma once

#include "core/logic/base/time.h"

#include <cstdint>

namespace synscope {

/// Counts the datagrams of one UDP stream as iperf3's receivers do: sequence numbers from 1; a late or doubled one is
/// out of order and takes one off the lost; jitter as RFC 3550 section 6.4.1.
class DatagramAccount {
 public:
  void add(std::uint64_t sequence, Duration sentAt, Duration arrivedAt) {
    if (sequence > m_highest) {
      m_lost += static_cast<std::int64_t>(sequence - m_highest - 1);
      m_highest = sequence;
    } else {
      ++m_outOfOrder;
      if (m_lost > 0) --m_lost;
    }
    const std::int64_t transit = (arrivedAt - sentAt).count();
    const std::int64_t difference = m_began ? transit - m_transit : 0;
    m_began = true;
    m_transit = transit;
    m_jitter += (static_cast<double>(difference < 0 ? -difference : difference) - m_jitter) / 16;
  }

  std::uint64_t highest() const { return m_highest; }
  std::int64_t lost() const { return m_lost; }
  std::uint64_t outOfOrder() const { return m_outOfOrder; }
  Duration jitter() const { return Duration(static_cast<Duration::rep>(m_jitter)); }

 private:
  std::uint64_t m_highest = 0, m_outOfOrder = 0;
  std::int64_t m_lost = 0, m_transit = 0;
  double m_jitter = 0;  ///< Nanoseconds.
  bool m_began = false;
};

}  // namespace synscope
