#include "core/engine/diagnose/demo_target.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

namespace synscope {
namespace {

constexpr int kFillers = 2;  ///< A backlog of zero holds one connection; the other one waits outside.

}  // namespace

class DemoTarget::Private {
 public:
  explicit Private(DemoTarget* owner) : q(owner) {
    greetingPort();
    closedPort();
    portOfAnotherAddress();
    fullQueue();
    plainPortAskedForTls();
    silentPortAskedForTls();
  }

  std::vector<DemoCase> m_cases;

 private:
  QTcpServer* listen(const QString& address, int backlog = 50);
  DiagnosisRequest requestFor(quint16 port, TlsChoice tls) const;
  void add(const char* name, quint16 port, TlsChoice tls = TlsChoice::kNo);
  void serve(QTcpServer* server, const QByteArray& greeting);

  void greetingPort();
  void closedPort();
  void portOfAnotherAddress();
  void fullQueue();
  void plainPortAskedForTls();
  void silentPortAskedForTls();

  DemoTarget* q;
};

QTcpServer* DemoTarget::Private::listen(const QString& address, int backlog) {
  auto* server = new QTcpServer(q);
  server->setListenBacklogSize(backlog);
  if (server->listen(QHostAddress(address), 0)) return server;
  delete server;
  return nullptr;
}

DiagnosisRequest DemoTarget::Private::requestFor(quint16 port, TlsChoice tls) const {
  DiagnosisRequest request;
  request.host = "127.0.0.1";
  request.hostAsTyped = request.host;
  request.port = port;
  request.tls = tls;
  request.timeout = std::chrono::milliseconds(400);  // Nothing on this machine takes longer.
  return request;
}

void DemoTarget::Private::add(const char* name, quint16 port, TlsChoice tls) {
  m_cases.push_back({name, requestFor(port, tls)});
}

/// Takes every connection, greets, and reads nothing; a connection that ends is forgotten.
void DemoTarget::Private::serve(QTcpServer* server, const QByteArray& greeting) {
  QObject::connect(server, &QTcpServer::newConnection, q, [server, greeting] {
    while (QTcpSocket* socket = server->nextPendingConnection()) {
      socket->setReadBufferSize(1024);
      QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
      if (!greeting.isEmpty()) socket->write(greeting);
    }
  });
}

void DemoTarget::Private::greetingPort() {
  QTcpServer* server = listen(QStringLiteral("127.0.0.1"));
  if (server == nullptr) return;
  serve(server, QByteArrayLiteral("220 SynScope demo target ready\r\n"));
  add("open", server->serverPort());
}

/// Bound but not listening: nobody else can take the port, and the kernel answers with a reset.
void DemoTarget::Private::closedPort() {
  auto* holder = new QTcpSocket(q);
  if (holder->bind(QHostAddress(QStringLiteral("127.0.0.1")), 0, QAbstractSocket::DontShareAddress))
    add("closed", holder->localPort());
}

void DemoTarget::Private::portOfAnotherAddress() {
  QTcpServer* server = listen(QStringLiteral("127.0.0.2"));  // All of 127.0.0.0/8 on Linux only.
  if (server == nullptr) return;
  serve(server, {});
  add("other-address", server->serverPort());
}

void DemoTarget::Private::fullQueue() {
  QTcpServer* server = listen(QStringLiteral("127.0.0.1"), 0);
  if (server == nullptr) return;
  server->pauseAccepting();
  for (int i = 0; i < kFillers; ++i) {
    auto* filler = new QTcpSocket(q);
    filler->connectToHost(server->serverAddress(), server->serverPort());
  }
  add("accept-queue", server->serverPort());
}

void DemoTarget::Private::plainPortAskedForTls() {
  QTcpServer* server = listen(QStringLiteral("127.0.0.1"));
  if (server == nullptr) return;
  serve(server, QByteArrayLiteral("220 SynScope demo target, without TLS\r\n"));
  add("tls-to-plain", server->serverPort(), TlsChoice::kYes);
}

void DemoTarget::Private::silentPortAskedForTls() {
  QTcpServer* server = listen(QStringLiteral("127.0.0.1"));
  if (server == nullptr) return;
  serve(server, {});
  add("tls-silent", server->serverPort(), TlsChoice::kYes);
}

DemoTarget::DemoTarget(QObject* parent) : QObject(parent), d(std::make_unique<Private>(this)) {}
DemoTarget::~DemoTarget() = default;

const std::vector<DemoCase>& DemoTarget::cases() const {
  return d->m_cases;
}

}  // namespace synscope
