#include "core/logic/reach/scan_window.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr double kFirstSize = 128;
constexpr Duration kGrowthPause = std::chrono::milliseconds(100);
constexpr Duration kLossPause = std::chrono::milliseconds(200);

}  // namespace

ScanWindow::ScanWindow(int limit) : m_limit(std::max(1, limit)), m_size(std::min(m_limit, kFirstSize)) {}

int ScanWindow::size() const {
  return static_cast<int>(m_size);
}

void ScanWindow::onAnswer() {
  m_size = std::min(m_limit, m_size + (m_hasLost ? 1 / m_size : 1));
}

void ScanWindow::onLoss(TimePoint now) {
  if (m_hasLost && now - m_lastLoss < kLossPause) return;
  m_hasLost = true;
  m_lastLoss = now;
  m_size = std::min(m_limit, std::max<double>(kLeast, m_size / 2));
}

void ScanWindow::onTime(TimePoint now) {
  if (m_lastGrowth == TimePoint{}) m_lastGrowth = now;
  if (m_hasLost || now - m_lastGrowth < kGrowthPause) return;
  m_lastGrowth = now;
  m_size = std::min(m_limit, m_size * 2);
}

void ScanWindow::lowerLimit(int inFlight) {
  m_limit = std::min(m_limit, static_cast<double>(std::max(1, inFlight)));
  m_size = std::min(m_size, m_limit);
}

}  // namespace synscope
