#include "core/engine/latency/latency_prober.h"

#include "core/engine/latency/latency_recorder.h"
#include "core/engine/latency/latency_tls.h"
#include "tests/support/scripted_peer.h"

#include <QtTest>

#include <sys/socket.h>

#include <atomic>
#include <openssl/err.h>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

LatencySettings settingsOf(LatencyMethod method) {
  LatencySettings settings;
  settings.method = method;
  settings.interval = 10ms;
  return settings;
}

std::shared_ptr<TlsContext> contextOf(TlsSide side) {
  TlsSettings settings;
  settings.verifyPeer = false;
  const auto context = TlsContext::create(side, settings);
  return context ? context.value() : nullptr;
}

/// The server's side of a TLS connection, as records.
class TlsServer {
 public:
  explicit TlsServer(const TlsContext& context) : m_ssl(context.newSession()) {
    m_in = BIO_new(BIO_s_mem());
    m_out = BIO_new(BIO_s_mem());
    SSL_set_bio(m_ssl.get(), m_in, m_out);
    SSL_set_max_proto_version(m_ssl.get(), TLS1_2_VERSION);
    SSL_set_accept_state(m_ssl.get());
  }

  void take(const QByteArray& records) {
    BIO_write(m_in, records.constData(), static_cast<int>(records.size()));
    SSL_do_handshake(m_ssl.get());
  }
  bool isOpen() const { return SSL_is_init_finished(m_ssl.get()) == 1; }
  void sayGoodbye() { SSL_shutdown(m_ssl.get()); }
  QByteArray records() {
    char* data = nullptr;
    const long size = BIO_get_mem_data(m_out, &data);
    QByteArray copy(data, static_cast<qsizetype>(size));
    BIO_reset(m_out);
    return copy;
  }

 private:
  OpensslPtr<SSL> m_ssl;
  BIO* m_in = nullptr;
  BIO* m_out = nullptr;
};

}  // namespace

/// The measuring thread and its parts by themselves.
class LatencyProberTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aLaneThatIsOpenedAtTheEndOfAnother();
  void progressOfALaneThatHasGone();
  void namesGoAsTheWireHasThem_data();
  void namesGoAsTheWireHasThem();
  void goodbyeWithTheLastRecordOfTheHandshake();
  void aFileThatCannotBeRead();
};

/// The news that all is done was written before the next order came: it must not end the run.
void LatencyProberTest::aLaneThatIsOpenedAtTheEndOfAnother() {
  ScriptedPeer peer(Script::kAccept);
  std::atomic<int> told = 0;
  LatencyProber prober(settingsOf(LatencyMethod::kConnect), nullptr, [&told] { ++told; });
  prober.open({1, {"localhost", peer.endpoint().port}, peer.endpoint()}, 1);
  LatencyFeed::News news;
  QTRY_VERIFY((news = prober.take()).finished);
  for (std::uint32_t lane = 2; lane < 200; ++lane) {
    prober.open({lane, {"localhost", peer.endpoint().port}, peer.endpoint()}, 1);
    bool has = false;
    const auto takesOn = [&] {
      news = prober.take();
      for (const LatencySample& sample : news.samples)
        has = has || sample.lane == lane;
      return news.finished;
    };
    while (!takesOn())
      QCoreApplication::processEvents();
    QVERIFY2(has, qPrintable(QString::number(lane)));
  }
}

/// The thread wrote twice before it was read, and a retired lane stood in the first only.
void LatencyProberTest::progressOfALaneThatHasGone() {
  LatencyFeed feed([] {});
  std::vector<LatencySample> none;
  feed.publish(none, {{1, {7, 2}}, {2, {1, 0}}}, 2, false);
  feed.publish(none, {{2, {3, 0}}}, 3, false);
  const auto progress = feed.take().progress;
  QCOMPARE(progress.at(1), (LatencyProgress{7, 2}));
  QCOMPARE(progress.at(2), (LatencyProgress{3, 0}));
  QVERIFY(feed.take().progress.empty());
}

void LatencyProberTest::namesGoAsTheWireHasThem_data() {
  QTest::addColumn<QString>("host");
  QTest::addColumn<QByteArray>("wire");
  QTest::newRow("plain") << "example.org" << QByteArray("example.org");
  QTest::newRow("the dot of the root") << "example.org." << QByteArray("example.org");
  QTest::newRow("other letters") << QString::fromUtf8("b\u00fccher.example") << QByteArray("xn--bcher-kva.example");
}

void LatencyProberTest::namesGoAsTheWireHasThem() {
  QFETCH(QString, host);
  QFETCH(QByteArray, wire);
  ScriptedPeer peer(Script::kEcho);
  LatencyProber prober(settingsOf(LatencyMethod::kHttp), nullptr, [] {});
  prober.open({1, {host.toStdString(), peer.endpoint().port}, peer.endpoint()}, 1);
  QTRY_VERIFY(peer.received().contains("\r\n\r\n"));
  const QByteArray line = "\r\nHost: " + wire + ':' + QByteArray::number(peer.endpoint().port) + "\r\n";
  QVERIFY2(peer.received().contains(line), peer.received().constData());
}

/// TLS 1.2: the server ends the handshake, and may close in the same segment. The handshake was a good one.
void LatencyProberTest::goodbyeWithTheLastRecordOfTheHandshake() {
  const auto ours = contextOf(TlsSide::kClient), theirs = contextOf(TlsSide::kServer);
  QVERIFY(ours && theirs);
  int ends[2];
  QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
  const UniqueFd here(ends[0]), there(ends[1]);
  LatencyTls client(*ours, "localhost");
  TlsServer server(*theirs);
  client.start(here.get());
  while (client.state() == LatencyTls::State::kHandshake) {
    QByteArray flight(64 * 1024, '\0');
    flight.truncate(::recv(static_cast<int>(there.get()), flight.data(), static_cast<std::size_t>(flight.size()), 0));
    server.take(flight);
    if (server.isOpen()) server.sayGoodbye();
    const QByteArray answer = server.records();
    client.add(here.get(), std::as_bytes(std::span(answer.constData(), static_cast<std::size_t>(answer.size()))));
  }
  QCOMPARE(client.state(), LatencyTls::State::kOpen);
  QVERIFY(client.closed());
  ERR_clear_error();
}

/// It can be opened, and fails when it is read (proc(5)): that is no recording without a header.
void LatencyProberTest::aFileThatCannotBeRead() {
  LatencyReplay replay;
  const auto error = replayLatencyFile("/proc/self/mem", replay);
  if (!QFile::exists(QStringLiteral("/proc/self/mem"))) QSKIP("there is no such file here");
  QVERIFY(error.has_value());
  QCOMPARE(error->code, ErrorCode::kFileUnreadable);
}

QTEST_GUILESS_MAIN(LatencyProberTest)
#include "latency_prober_test.moc"
