#pragma once

#include "tests/support/thread_work.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QThread>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <vector>

namespace synscope::bench {

/// An application that notes every picture of its window: when it was painted, and all that the thread of the window
/// worked since the one before (drawing, and whatever else it did meanwhile).
class FrameMeter : public QApplication {
 public:
  static constexpr double kFrameMs = 1000.0 / 60;

  using QApplication::QApplication;

  struct Frames {
    std::vector<double> workMs;  ///< Processor time of the thread, ascending.
    std::vector<double> wallMs;  ///< The same with waiting for a processor, ascending.
    std::vector<double> gapsMs;  ///< From one picture to the next, ascending.
    int left = 0;                ///< Sixtieths of a second without a picture of their own.
    int ours = 0;                ///< Of those the ones in which this thread worked for longer than a sixtieth.

    static double at(const std::vector<double>& sorted, double percent) {
      return sorted.empty() ? 0
                            : sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * percent / 100)];
    }
  };

  /// What comes from now on counts. @param expected Pictures, whose memory is taken now.
  void begin(std::size_t expected = 0) {
    m_frames = {};
    for (std::vector<double>* part : {&m_frames.workMs, &m_frames.wallMs, &m_frames.gapsMs}) {
      part->resize(expected);
      part->clear();
    }
    m_work = m_wall = 0;
    m_since.start();
  }

  Frames take() {
    for (std::vector<double>* part : {&m_frames.workMs, &m_frames.wallMs, &m_frames.gapsMs})
      std::sort(part->begin(), part->end());
    return std::move(m_frames);
  }

  bool notify(QObject* receiver, QEvent* event) override {
    if (QThread::currentThread() != thread()) return QApplication::notify(receiver, event);
    if (m_depth++ > 0) {
      const bool inner = QApplication::notify(receiver, event);
      m_painted = m_painted || event->type() == QEvent::Paint;
      --m_depth;
      return inner;
    }
    QElapsedTimer wall;
    wall.start();
    const double before = test::workedMs();
    const bool update = event->type() == QEvent::UpdateRequest;
    const bool done = QApplication::notify(receiver, event);
    m_work += test::workedMs() - before;
    m_wall += static_cast<double>(wall.nsecsElapsed()) / 1e6;
    --m_depth;
    if (update && m_painted) noteFrame();
    return done;
  }

 private:
  void noteFrame() {
    const double gap = static_cast<double>(m_since.nsecsElapsed()) / 1e6;
    m_frames.gapsMs.push_back(gap);
    m_frames.workMs.push_back(m_work);
    m_frames.wallMs.push_back(m_wall);
    const int left = std::max(0, static_cast<int>(std::lround(gap / kFrameMs)) - 1);
    m_frames.left += left;
    if (m_work > kFrameMs) m_frames.ours += left;
    m_work = m_wall = 0;
    m_painted = false;
    m_since.start();
  }

  Frames m_frames;
  double m_work = 0, m_wall = 0;
  int m_depth = 0;
  bool m_painted = false;
  QElapsedTimer m_since;
};

}  // namespace synscope::bench
