#include "core/engine/diagnose/tls_check.h"

#include "core/engine/base/clock.h"
#include "core/engine/diagnose/data_connection.h"
#include "core/engine/diagnose/stream_io.h"
#include "core/engine/diagnose/tls_problems.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/diagnose/probe_data.h"

#include <QSslCertificate>
#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr int kReducedSegment = 536;
constexpr auto kReducedWait = std::chrono::milliseconds(1500);
constexpr qint64 kReadLimit = 16 * 1024;  ///< Of decrypted bytes the library may hold for us.
constexpr qsizetype kKeptText = 300;      ///< Characters of hostile text that are kept.

std::string kept(const QString& text) {
  return text.left(kKeptText).toStdString();
}

std::string firstOf(const QStringList& values) {
  return values.isEmpty() ? std::string() : kept(values.front());
}

const char* versionName(QSsl::SslProtocol protocol) {
  switch (protocol) {
    case QSsl::TlsV1_3: return "TLSv1.3";
    case QSsl::TlsV1_2: return "TLSv1.2";
    default: return "";
  }
}

}  // namespace

class TlsCheck::Private {
 public:
  Private(TlsCheck* owner, IpEndpoint target, std::string name, Duration timeout,
          std::optional<FirstByteOptions> askFirst);

  void start();
  void finish();

  TlsEvidence m_evidence;
  FirstByteEvidence m_firstByte;
  bool m_ended = false;

 private:
  void onConnected();
  void makeSocket();
  void onEncrypted();
  void noteSession();
  void askFirstByte();
  void onReadyRead();
  void onError();
  void onTimeout();
  void failed(TlsResult result);
  void firstByteEnded(FirstByteResult result);
  bool wasReset() const;
  bool helloAcknowledged() const;
  void dropSocket();

  TlsCheck* q;
  std::string m_name;
  Duration m_timeout;
  std::optional<FirstByteOptions> m_askFirst;
  DataConnection m_connection;
  QPointer<QSslSocket> m_socket;
  UniqueFd m_watch;  ///< Same socket, to ask the kernel about it.
  QTimer m_timer;
  QList<QSslError> m_errors;
  bool m_reduced = false;
  bool m_encrypted = false;
  TimePoint m_startedAt{};
};

TlsCheck::Private::Private(TlsCheck* owner, IpEndpoint target, std::string name, Duration timeout,
                           std::optional<FirstByteOptions> askFirst)
    : q(owner), m_name(std::move(name)), m_timeout(timeout), m_askFirst(std::move(askFirst)) {
  m_evidence.target = target;
  m_firstByte.target = std::move(target);
  m_firstByte.asked = m_askFirst && m_askFirst->isHttp;
  m_timer.setSingleShot(true);
  QObject::connect(&m_timer, &QTimer::timeout, q, [this] { onTimeout(); });
  QObject::connect(&m_connection, &DataConnection::connected, q, [this] { onConnected(); });
  QObject::connect(&m_connection, &DataConnection::failed, q, [this] { failed(TlsResult::kClosed); });
}

void TlsCheck::Private::start() {
  m_startedAt = monotonicNow();
  m_connection.open(m_evidence.target, m_timeout, std::nullopt);
}

void TlsCheck::Private::finish() {
  if (std::exchange(m_ended, true)) return;
  m_timer.stop();
  dropSocket();
  m_connection.close();
  Q_EMIT q->ended();
}

/// Called from the socket's own signals too, so it is deleted later; the kernel is told to reset, not to linger.
void TlsCheck::Private::dropSocket() {
  if (!m_socket) return;
  QObject::disconnect(m_socket, nullptr, q, nullptr);
  if (m_watch) setResetOnClose(m_watch.get());
  m_watch.reset();
  m_socket->deleteLater();
  m_socket.clear();
}

void TlsCheck::Private::onConnected() {
  if (!m_reduced) m_startedAt = monotonicNow();
  m_watch = duplicateSocket(m_connection.fd());
  makeSocket();
  if (!m_socket->setSocketDescriptor(m_connection.takeFd())) return failed(TlsResult::kFailed);
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(m_reduced ? std::min<Duration>(kReducedWait, m_timeout) : m_timeout));
  m_socket->startClientEncryption();
}

void TlsCheck::Private::makeSocket() {
  m_socket = new QSslSocket(q);
  m_socket->setReadBufferSize(kReadLimit);
  m_socket->setPeerVerifyMode(QSslSocket::VerifyPeer);
  m_socket->setPeerVerifyName(QString::fromStdString(m_name));
  QObject::connect(m_socket, &QSslSocket::sslErrors, q, [this](const QList<QSslError>& errors) {
    m_errors = errors;
    m_socket->ignoreSslErrors();
  });
  QObject::connect(m_socket, &QSslSocket::encrypted, q, [this] { onEncrypted(); });
  QObject::connect(m_socket, &QSslSocket::readyRead, q, [this] { onReadyRead(); });
  QObject::connect(m_socket, &QSslSocket::errorOccurred, q, [this] { onError(); });
}

void TlsCheck::Private::onEncrypted() {
  if (m_reduced) {
    m_evidence.reducedWorked = true;
    return finish();
  }
  m_encrypted = true;
  m_evidence.result = TlsResult::kEstablished;
  m_evidence.clientHelloAcknowledged = true;
  m_evidence.elapsed = monotonicNow() - m_startedAt;
  noteSession();
  if (!m_askFirst) return finish();
  askFirstByte();
}

void TlsCheck::Private::noteSession() {
  m_evidence.version = versionName(m_socket->sessionProtocol());
  m_evidence.cipher = kept(m_socket->sessionCipher().name());
  m_evidence.alpn = m_socket->sslConfiguration().nextNegotiatedProtocol().left(kKeptText).toStdString();
  const QSslCertificate leaf = m_socket->peerCertificate();
  m_evidence.subject = firstOf(leaf.subjectInfo(QSslCertificate::CommonName));
  m_evidence.issuer = firstOf(leaf.issuerInfo(QSslCertificate::CommonName));
  m_evidence.certificateProblems = certificateProblems(m_errors);
}

void TlsCheck::Private::askFirstByte() {
  m_startedAt = monotonicNow();
  if (m_askFirst->isHttp) {
    const auto request = httpRequest(m_askFirst->host);
    m_socket->write(reinterpret_cast<const char*>(request.data()), static_cast<qint64>(request.size()));
  }
  const bool due = m_askFirst->isHttp || m_askFirst->speaksFirst;
  const Duration wait = due ? m_timeout : std::min(m_timeout, quietWait(m_connection.roundTrip()));
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

void TlsCheck::Private::onReadyRead() {
  if (!m_encrypted || m_ended) return;
  const QByteArray bytes = m_socket->read(static_cast<qint64>(FirstByteCheck::kKeptBytes));
  if (bytes.isEmpty()) return;
  const auto* data = reinterpret_cast<const std::byte*>(bytes.constData());
  m_firstByte.bytes.assign(data, data + bytes.size());
  firstByteEnded(FirstByteResult::kReceived);
}

void TlsCheck::Private::firstByteEnded(FirstByteResult result) {
  m_firstByte.result = result;
  m_firstByte.elapsed = monotonicNow() - m_startedAt;
  finish();
}

/// The kernel leaves ESTABLISHED for CLOSE at once on a reset, and for CLOSE_WAIT on a FIN.
bool TlsCheck::Private::wasReset() const {
  const auto info = m_watch ? tcpInfo(m_watch.get()) : std::nullopt;
  return info && info->state == TcpState::kClosed;
}

bool TlsCheck::Private::helloAcknowledged() const {
  const SendState state = m_watch ? sendStateOf(m_watch.get()) : SendState{};
  return state.known && state.allAcknowledged;
}

void TlsCheck::Private::onError() {
  if (m_ended) return;
  const bool reset = wasReset();
  if (m_encrypted) return firstByteEnded(reset ? FirstByteResult::kReset : FirstByteResult::kClosed);
  m_evidence.library = kept(m_socket->errorString());
  m_evidence.clientHelloAcknowledged = helloAcknowledged();
  if (m_socket->error() == QAbstractSocket::RemoteHostClosedError)
    return failed(reset ? TlsResult::kReset : TlsResult::kClosed);
  failed(resultOfFailure(m_socket->errorString()));
}

void TlsCheck::Private::onTimeout() {
  if (m_encrypted) {
    m_firstByte.requestAcknowledged = m_firstByte.asked && helloAcknowledged();
    return firstByteEnded(m_firstByte.asked ? FirstByteResult::kStalled : FirstByteResult::kNothingSpoken);
  }
  if (m_reduced) return failed(TlsResult::kSilent);
  m_evidence.clientHelloAcknowledged = helloAcknowledged();
  if (!m_evidence.clientHelloAcknowledged) return failed(TlsResult::kSilent);
  m_evidence.result = TlsResult::kSilent;
  m_evidence.elapsed = monotonicNow() - m_startedAt;
  dropSocket();
  m_reduced = true;
  m_connection.open(m_evidence.target, m_timeout, kReducedSegment);
}

void TlsCheck::Private::failed(TlsResult result) {
  if (m_reduced) {
    m_evidence.reducedWorked = false;
    return finish();
  }
  m_evidence.result = result;
  m_evidence.elapsed = monotonicNow() - m_startedAt;
  finish();
}

TlsCheck::TlsCheck(IpEndpoint target, std::string name, Duration timeout, std::optional<FirstByteOptions> askFirst,
                   QObject* parent)
    : Job(parent),
      d(std::make_unique<Private>(this, std::move(target), std::move(name), timeout, std::move(askFirst))) {}
TlsCheck::~TlsCheck() = default;

bool TlsCheck::isAvailable() {
  return QSslSocket::supportsSsl();
}

void TlsCheck::start() {
  d->start();
}

void TlsCheck::cancel() {
  d->finish();
}

const TlsEvidence& TlsCheck::result() const {
  return d->m_evidence;
}

const FirstByteEvidence& TlsCheck::firstByte() const {
  return d->m_firstByte;
}

}  // namespace synscope
