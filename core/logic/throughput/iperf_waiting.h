#pragma once

#include "core/logic/base/time.h"

#include <algorithm>
#include <optional>

namespace synscope {

/// How long a peer may take over one step: without a byte, and in all.
struct IperfPatience {
  Duration silence{};
  Duration total{};
};

/// The time that a step still has. Invariant: deadline() is never later than begin + total, however slowly bytes drip.
class IperfWaiting {
 public:
  void begin(IperfPatience patience, TimePoint now) {
    m_patience = patience;
    m_begin = m_last = now;
    m_set = true;
  }
  void forEver() { m_set = false; }
  void progress(TimePoint now) { m_last = std::max(m_last, now); }

  std::optional<TimePoint> deadline() const {
    if (!m_set) return std::nullopt;
    return std::min(m_last + m_patience.silence, m_begin + m_patience.total);
  }
  bool over(TimePoint now) const { return m_set && now >= *deadline(); }

 private:
  IperfPatience m_patience;
  TimePoint m_begin{}, m_last{};
  bool m_set = false;
};

}  // namespace synscope
