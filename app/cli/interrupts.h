#pragma once

#include <QObject>

#include <memory>

namespace synscope {

/// Ctrl-C and a request to end (SIGINT, SIGTERM, SIGHUP), as a signal of the event loop. The second Ctrl-C ends the
/// process at once. A closed pipe (SIGPIPE) does not: the write reports it. One object at a time.
class Interrupts : public QObject {
  Q_OBJECT

 public:
  explicit Interrupts(QObject* parent = nullptr);
  ~Interrupts() override;

  /// Whether one has come, also before anybody was connected.
  bool requested() const;

 Q_SIGNALS:
  void interrupted();

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
