#include "core/engine/throughput/throughput_client.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <QtEndian>

using namespace synscope;

namespace {

/// Plays a server by hand: sends a piece each time something comes in, then closes.
class HandServer : public QObject {
 public:
  explicit HandServer(QByteArrayList pieces, bool closes) : m_pieces(std::move(pieces)), m_closes(closes) {
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] { take(m_server.nextPendingConnection()); });
  }
  quint16 port() const { return m_server.serverPort(); }

 private:
  void take(QTcpSocket* socket) {
    if (m_control != nullptr) return;
    m_control = socket;
    connect(socket, &QTcpSocket::readyRead, this, [this] {
      m_control->readAll();
      if (!m_pieces.isEmpty()) m_control->write(m_pieces.takeFirst());
      if (m_pieces.isEmpty() && m_closes) m_control->disconnectFromHost();
    });
  }

  QTcpServer m_server;
  QByteArrayList m_pieces;
  bool m_closes;
  QTcpSocket* m_control = nullptr;
};

/// A server of a download in two halves, with a pause between them as long as a path needs that loses a segment twice.
class PausingServer : public QObject {
 public:
  static constexpr int kHalf = 50'000;

  PausingServer() {
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
      QTcpSocket* socket = m_server.nextPendingConnection();
      if (m_control != nullptr) return sendOn(socket);
      m_control = socket;
      connect(socket, &QTcpSocket::readyRead, this, [this] { answer(); });
    });
  }
  quint16 port() const { return m_server.serverPort(); }

 private:
  void sendOn(QTcpSocket* data) {
    connect(data, &QTcpSocket::readyRead, this, [this, data] {
      data->readAll();
      m_control->write("\x01\x02");
      data->write(QByteArray(kHalf, 'd'));
      QTimer::singleShot(1'600, data, [data] { data->write(QByteArray(kHalf, 'd')); });
    });
  }
  /// Cookie, parameters, TEST_END, results; each in a segment of its own.
  void answer() {
    const QByteArray results =
        R"({"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":1,"sender_has_retransmits":-1,"streams":[]})";
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(results.size()), length.data());
    const QByteArrayList answers = {"\x09", "\x0a", "\x0d", length + results + '\x0e'};
    const QByteArray said = m_control->readAll();
    if (m_answered < answers.size() && said.size() > 0) m_control->write(answers[m_answered++]);
  }

  QTcpServer m_server;
  QTcpSocket* m_control = nullptr;
  qsizetype m_answered = 0;
};

}  // namespace

/// Our client against servers that do what they like.
class ThroughputHostileServersTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aClientOutlivesAnyServer_data();
  void aClientOutlivesAnyServer();
  void aDownloadWaitsForWhatIsSentAgain();
  void cancelledByWhoHearsOfAPhase_data();
  void cancelledByWhoHearsOfAPhase();
  void aClientCanBeCancelledInEveryStep_data();
  void aClientCanBeCancelledInEveryStep();
};

void ThroughputHostileServersTest::aClientOutlivesAnyServer_data() {
  QTest::addColumn<QByteArrayList>("pieces");
  QTest::addColumn<std::string>("error");
  const auto row = [](const char* name, QByteArrayList pieces, const char* error) {
    QTest::newRow(name) << pieces << std::string(error);
  };
  row("closes at once", {""}, "throughput-peer-gone");
  row("busy", {"\xff"}, "throughput-busy");
  row("unknown byte", {"\x63"}, "throughput-protocol");
  row("http", {"HTTP/1.1 400 Bad Request\r\n\r\n"}, "throughput-protocol");
  row("refuses with two words", {"\x09", QByteArray::fromHex("fe0000008e00000000")}, "throughput-refused");
  row("refuses with one word", {"\x09", QByteArray::fromHex("fe0000008e")}, "throughput-refused");
  row("refuses without a word", {"\x09", QByteArray::fromHex("fe")}, "throughput-refused");
  row("is stopped", {"\x09", "\x0b"}, "throughput-terminated");
  row("closes after the parameters", {"\x09", ""}, "throughput-peer-gone");
  row("starts without streams", {"\x09", "\x01\x02"}, "throughput-protocol");
  row("closes while streams open", {"\x09", "\x0a"}, "throughput-peer-gone");
}

void ThroughputHostileServersTest::aClientOutlivesAnyServer() {
  QFETCH(QByteArrayList, pieces);
  QFETCH(std::string, error);
  HandServer server(pieces, true);
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = server.port();
  ThroughputClient client(connection, {});
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  QTRY_COMPARE(ended.size(), 1);
  QVERIFY(client.report()->error);
  QCOMPARE(std::string(name(client.report()->error->code)), error);
}

void ThroughputHostileServersTest::aDownloadWaitsForWhatIsSentAgain() {
  PausingServer server;
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = server.port();
  ThroughputSettings settings;
  settings.direction = TransferDirection::kDown;
  settings.bytes = 2 * PausingServer::kHalf;
  ThroughputClient client(connection, settings);
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 10'000);
  QVERIFY2(!client.report()->error,
           qPrintable(QString::fromUtf8(client.report()->error ? name(client.report()->error->code).data() : "")));
  QCOMPARE(client.report()->sum(false).receivedBytes, std::uint64_t{2 * PausingServer::kHalf});
}

void ThroughputHostileServersTest::cancelledByWhoHearsOfAPhase_data() {
  using Phase = ThroughputClient::Phase;
  QTest::addColumn<Phase>("phase");
  QTest::addColumn<bool>("latency");
  QTest::newRow("resolving") << Phase::kResolving << false;
  QTest::newRow("connecting") << Phase::kConnecting << false;
  QTest::newRow("idle") << Phase::kMeasuringIdle << true;
  QTest::newRow("waiting") << Phase::kWaitingForServer << false;
}

/// From within its own call: nothing more is sent.
void ThroughputHostileServersTest::cancelledByWhoHearsOfAPhase() {
  QFETCH(ThroughputClient::Phase, phase);
  QFETCH(bool, latency);
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  QByteArray got;
  connect(&server, &QTcpServer::newConnection, &server, [&] {
    QTcpSocket* socket = server.nextPendingConnection();
    connect(socket, &QTcpSocket::readyRead, socket, [&got, socket] { got += socket->readAll(); });
  });
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = server.serverPort();
  connection.latencyUnderLoad = latency;
  ThroughputClient client(connection, {});
  QSignalSpy ended(&client, &Job::ended);
  connect(&client, &ThroughputClient::phaseChanged, &client, [&](ThroughputClient::Phase now) {
    if (now == phase) client.cancel();
  });
  client.start();
  QTRY_COMPARE(ended.size(), 1);
  QTest::qWait(100);
  QCOMPARE(ended.size(), 1);
  QCOMPARE(got, QByteArray());
}

void ThroughputHostileServersTest::aClientCanBeCancelledInEveryStep_data() {
  QTest::addColumn<QByteArrayList>("pieces");
  QTest::newRow("connecting") << QByteArrayList{};
  QTest::newRow("silent server") << QByteArrayList{""};
  QTest::newRow("parameters wanted") << QByteArrayList{"\x09"};
  QTest::newRow("streams wanted") << QByteArrayList{"\x09", "\x0a"};
  QTest::newRow("started") << QByteArrayList{"\x09", "\x0a\x01"};
  QTest::newRow("running") << QByteArrayList{"\x09", "\x0a\x01\x02"};
}

void ThroughputHostileServersTest::aClientCanBeCancelledInEveryStep() {
  QFETCH(QByteArrayList, pieces);
  HandServer server(pieces, false);
  ThroughputConnection connection;
  connection.host = "127.0.0.1";
  connection.port = server.port();
  ThroughputClient client(connection, {});
  QSignalSpy ended(&client, &Job::ended);
  client.start();
  if (!pieces.isEmpty()) QTest::qWait(100);
  client.cancel();
  client.cancel();
  QTRY_COMPARE(ended.size(), 1);
  QVERIFY(!client.report()->error && client.report()->finished);
}

QTEST_GUILESS_MAIN(ThroughputHostileServersTest)
#include "throughput_hostile_servers_test.moc"
