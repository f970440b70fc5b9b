#include "ui/workbench/session_title.h"

#include "ui/shell/shown_text.h"
#include "ui/workbench/session_words.h"

namespace synscope {

QString targetOf(const EndpointSettings& settings) {
  if (settings.kind == EndpointKind::kTcpServer || settings.host.empty()) return {};
  const auto literal = IpAddress::parse(settings.host);
  const QString host = shown(settings.host);
  return QStringLiteral("%1:%2")
      .arg(literal && literal->isV6() ? QLatin1Char('[') + host + QLatin1Char(']') : host)
      .arg(settings.port);
}

QString sessionTitle(const EndpointSettings& settings, const std::optional<IpEndpoint>& local) {
  const QString target = targetOf(settings);
  if (!target.isEmpty()) return QStringLiteral("%1 → %2").arg(kindLabel(settings.kind), target);
  const bool server = settings.kind == EndpointKind::kTcpServer;
  const int port = local ? local->port : (server ? settings.port : settings.sourcePort);
  const QString where = settings.bindAddress
                            ? shown(IpEndpoint{*settings.bindAddress, static_cast<std::uint16_t>(port)}.toString())
                            : QStringLiteral(":%1").arg(port);
  return QStringLiteral("%1 %2").arg(kindLabel(settings.kind), where);
}

}  // namespace synscope
