#include "core/engine/throughput/congestion_names.h"

#include <QFile>

namespace synscope {

/// tcp(7), tcp_allowed_congestion_control.
std::string allowedCongestionNames() {
  QFile file(QStringLiteral("/proc/sys/net/ipv4/tcp_allowed_congestion_control"));
  return file.open(QIODevice::ReadOnly) ? file.readAll().simplified().toStdString() : std::string();
}

}  // namespace synscope
