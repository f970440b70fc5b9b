#include "core/engine/companion/companion_server.h"

#include "core/engine/companion/companion_visit.h"
#include "core/engine/endpoint/port_holder.h"

#include <QHostAddress>
#include <QSysInfo>
#include <QTcpServer>

#include <set>

namespace synscope {
namespace {

QHostAddress bindAddress(const std::optional<IpAddress>& chosen) {
  return chosen ? QHostAddress(QString::fromStdString(chosen->toString())) : QHostAddress(QHostAddress::Any);
}

Error listenError(const QTcpServer& server, std::uint16_t port) {
  const auto code = server.serverError() == QAbstractSocket::AddressInUseError   ? ErrorCode::kAddressInUse
                    : server.serverError() == QAbstractSocket::SocketAccessError ? ErrorCode::kNotPermitted
                                                                                 : ErrorCode::kAddressNotAvailable;
  return {code, code == ErrorCode::kAddressInUse ? portHolder(port, Protocol::kTcp) : "listen", std::to_string(port),
          0};
}

}  // namespace

class CompanionServer::Private {
 public:
  Private(CompanionServer* server, Options chosen) : q(server), options(std::move(chosen)), listener(server) {
    if (options.name.empty()) options.name = QSysInfo::machineHostName().toStdString();
  }

  void welcome();

  CompanionServer* q;
  Options options;
  QTcpServer listener;
  std::set<CompanionVisit*> visits;
  bool over = false;
};

void CompanionServer::Private::welcome() {
  while (QTcpSocket* socket = listener.nextPendingConnection()) {
    if (visits.size() >= static_cast<std::size_t>(options.maxVisitors)) {
      delete socket;
      continue;
    }
    auto* visit = new CompanionVisit(socket, options.name, q);
    visits.insert(visit);
    QObject::connect(visit, &CompanionVisit::watching, q, [this, visit](Protocol protocol, quint16 port) {
      Q_EMIT q->watching(visit->asker(), protocol, port);
    });
    QObject::connect(visit, &CompanionVisit::reported, q,
                     [this, visit](const CompanionView& view) { Q_EMIT q->reported(visit->asker(), view); });
    QObject::connect(visit, &CompanionVisit::over, q, [this, visit] {
      if (visits.erase(visit) > 0) visit->deleteLater();
    });
  }
}

CompanionServer::CompanionServer(Options options, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(options))) {
  connect(&d->listener, &QTcpServer::newConnection, this, [this] { d->welcome(); });
}

CompanionServer::~CompanionServer() = default;

void CompanionServer::start() {
  if (d->listener.listen(bindAddress(d->options.bindAddress), d->options.port)) {
    const IpAddress local = d->options.bindAddress.value_or(IpAddress::v6({}));
    Q_EMIT listening({local, d->listener.serverPort()});
    return;
  }
  Q_EMIT failed(listenError(d->listener, d->options.port));
  cancel();
}

void CompanionServer::cancel() {
  if (d->over) return;
  d->over = true;
  d->listener.close();
  for (CompanionVisit* visit : d->visits)
    visit->deleteLater();
  d->visits.clear();
  QMetaObject::invokeMethod(this, &Job::ended, Qt::QueuedConnection);
}

}  // namespace synscope
