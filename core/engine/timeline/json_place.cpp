#include "core/engine/timeline/json_place.h"

#include <cmath>
#include <limits>

namespace synscope {

JsonPlace JsonPlace::operator[](const char* key) const {
  if (!m_value.isObject()) wrong();
  return {m_value[QLatin1String(key)], *this, key, 0};
}

JsonPlace JsonPlace::operator[](qsizetype index) const {
  return {m_value[index], *this, nullptr, index};
}

qsizetype JsonPlace::count(std::size_t most) const {
  const qsizetype count = m_value.toArray().size();
  if (m_value.isArray() && static_cast<std::size_t>(count) <= most) return count;
  wrong();
  return 0;
}

bool JsonPlace::flag() const {
  if (!m_value.isBool()) wrong();
  return m_value.toBool();
}

std::string JsonPlace::text(std::size_t most) const {
  std::string text = m_value.toString().toStdString();
  if (m_value.isString() && text.size() <= most) return text;
  wrong();
  return {};
}

std::int64_t JsonPlace::number(std::int64_t least, std::int64_t most) const {
  constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
  const std::int64_t number = m_value.toInteger(kNone);
  if (m_value.isDouble() && number != kNone && number >= least && number <= most) return number;
  wrong();
  return std::max<std::int64_t>(least, std::min<std::int64_t>(0, most));
}

/// JSON numbers beyond 2^63 are read as floating point; Linux writes 2^64 - 1 for a rate without limit.
std::uint64_t JsonPlace::bigNumber() const {
  constexpr double kTwoTo63 = 9223372036854775808.0, kTwoTo64 = 2 * kTwoTo63;
  const double real = m_value.toDouble(-1);
  if (real >= kTwoTo64) return std::numeric_limits<std::uint64_t>::max();
  if (real >= kTwoTo63) return static_cast<std::uint64_t>(real);
  return static_cast<std::uint64_t>(number(0, std::numeric_limits<std::int64_t>::max()));
}

double JsonPlace::real(double least, double most) const {
  const double real = m_value.toDouble(std::numeric_limits<double>::quiet_NaN());
  if (real >= least && real <= most) return real;
  wrong();
  return 0;
}

void JsonPlace::wrong() const {
  if (m_fault.empty()) m_fault = path();
}

std::string JsonPlace::path() const {
  if (m_parent == nullptr) return "document";
  const std::string before = m_parent->m_parent == nullptr ? std::string() : m_parent->path();
  if (m_key == nullptr) return before + '[' + std::to_string(m_index) + ']';
  return before.empty() ? std::string(m_key) : before + '.' + m_key;
}

}  // namespace synscope
