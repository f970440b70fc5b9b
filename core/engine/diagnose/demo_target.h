#pragma once

#include "core/logic/diagnose/request.h"

#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace synscope {

/// One thing to try: what to ask for, and what kind of trouble waits there.
struct DemoCase {
  std::string name;  ///< "open", "closed", "other-address", "accept-queue", "tls-to-plain", "tls-silent".
  DiagnosisRequest request;
};

/// Targets on this machine made by the program itself, so that everything can be tried without a network: listeners on
/// the loopback that greet, stay silent, or have a full accept queue, and ports nobody listens on.
/// Invariant: the listeners live as long as this object, in its thread, whose event loop serves them.
class DemoTarget : public QObject {
  Q_OBJECT

 public:
  explicit DemoTarget(QObject* parent = nullptr);
  ~DemoTarget() override;

  /// The cases that could be set up here, the one that works first.
  const std::vector<DemoCase>& cases() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
