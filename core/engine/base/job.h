#pragma once

#include <QObject>

namespace synscope {

/// Something that lasts, started once, in the thread it lives in.
/// Invariant: after start() it ends exactly once, by emitting ended(); cancel() makes that happen soon, and after
/// ended() it does nothing more. Results are read from the object (subclasses: `const X& result() const`) in a slot
/// connected to ended(), or come as signals of the subclass while it runs.
class Job : public QObject {
  Q_OBJECT

 public:
  explicit Job(QObject* parent = nullptr);
  ~Job() override;

  virtual void start() = 0;
  virtual void cancel() = 0;

 Q_SIGNALS:
  void ended();
};

}  // namespace synscope
