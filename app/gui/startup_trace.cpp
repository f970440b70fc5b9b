#include "app/gui/startup_trace.h"

#include "app/gui/process_age.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

#include <cstdio>

namespace synscope {
namespace {

/// Waits for the first paint event of the window.
class FirstPaint : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::Paint && !m_seen) {
      m_seen = true;
      QTimer::singleShot(0, this, &FirstPaint::report);
    }
    return QObject::eventFilter(watched, event);
  }

 private:
  void report() {
    if (const auto age = processAge()) std::fprintf(stderr, "first paint after %.0f ms\n", toMs(*age));
    if (qEnvironmentVariable("SYNSCOPE_STARTUP_TRACE") == QLatin1String("quit")) QCoreApplication::quit();
  }

  bool m_seen = false;
};

}  // namespace

void traceStartup(QObject* window) {
  if (qEnvironmentVariableIsSet("SYNSCOPE_STARTUP_TRACE")) window->installEventFilter(new FirstPaint(window));
}

}  // namespace synscope
