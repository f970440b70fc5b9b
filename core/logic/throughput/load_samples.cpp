#include "core/logic/throughput/load_samples.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kMostNew = 1000;

}  // namespace

std::optional<Duration> believableTime(Duration stamped, Duration elapsed) {
  return stamped >= Duration{} && stamped <= elapsed ? std::optional(stamped) : std::nullopt;
}

void LoadSamples::addIdle(TimePoint at, Duration time, LoadMethod method) {
  push(at, {.load = LoadState::kIdle, .method = method, .time = time});
}

void LoadSamples::add(LoadState load, TimePoint at, std::optional<Duration> time, std::uint32_t synRetransmits) {
  push(at, {.load = load, .time = time, .synRetransmits = synRetransmits});
}

void LoadSamples::forget() {
  m_samples.clear();
  m_new.clear();
}

bool LoadSamples::hasIdle() const {
  return std::ranges::any_of(m_samples, [](const Raw& raw) { return raw.second.load == LoadState::kIdle; });
}

std::vector<LoadSample> LoadSamples::all() const {
  std::vector<LoadSample> samples;
  samples.reserve(m_samples.size());
  for (const Raw& raw : m_samples)
    samples.push_back(relative(raw));
  return samples;
}

std::vector<LoadSample> LoadSamples::takeNew() {
  std::vector<LoadSample> samples;
  if (!m_begin) return samples;
  for (const Raw& raw : std::exchange(m_new, {}))
    samples.push_back(relative(raw));
  return samples;
}

void LoadSamples::push(TimePoint at, LoadSample sample) {
  if (m_new.size() >= kMostNew) m_new.erase(m_new.begin());
  m_new.emplace_back(at, sample);
  m_samples.emplace_back(at, sample);
  if (m_samples.size() > kMost) thinOut();
}

void LoadSamples::thinOut() {
  bool odd = false;
  std::erase_if(m_samples, [&odd](const Raw& raw) { return raw.second.load != LoadState::kIdle && (odd = !odd); });
  m_spacing *= 2;
}

LoadSample LoadSamples::relative(const Raw& raw) const {
  LoadSample sample = raw.second;
  sample.at = m_begin ? raw.first - *m_begin : Duration{};
  return sample;
}

}  // namespace synscope
