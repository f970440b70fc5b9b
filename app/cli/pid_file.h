#pragma once

#include <QString>

namespace synscope {

/// A file with the number of this process, for as long as it is served; empty name: none.
class PidFile {
 public:
  explicit PidFile(const QString& name);
  ~PidFile();
  PidFile(const PidFile&) = delete;
  PidFile& operator=(const PidFile&) = delete;

  /// False: it cannot be written.
  bool ok() const { return m_ok; }

 private:
  QString m_name;
  bool m_ok;
};

}  // namespace synscope
