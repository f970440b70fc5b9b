#include "core/logic/base/rng.h"
#include "tests/support/sample_sockets.h"
#include "tests/ui/ui_test.h"
#include "ui/sockets/socket_model.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace synscope;

namespace {

QString cell(const SocketModel& model, int row, SocketColumn column) {
  return model.index(row, static_cast<int>(column)).data().toString();
}

/// Shows tables one after the other as the page does.
struct Shower {
  SocketTracker tracker;
  SocketModel model;
  SocketViewSettings settings;

  void show(SocketSnapshot reading) {
    model.setNow(reading.at);
    model.show(arrange(tracker.update(std::move(reading)), settings, model.view()));
  }
  void rearrange() { model.show(arrange(model.view()->snapshot, settings, model.view())); }
  int rowOf(const char* local) const {
    for (int row = 0; row < model.rowCount(); ++row)
      if (cell(model, row, SocketColumn::kLocal) == QLatin1String(local)) return row;
    return -1;
  }
};

/// Some of a few hundred connections, in any order, some with a queue.
SocketSnapshot randomTable(Rng& rng, int second) {
  SocketSnapshot reading;
  reading.at = TimePoint(std::chrono::seconds(second));
  const auto density = rng.below(10) + 1;
  for (std::uint16_t port = 1; port <= 300; ++port) {
    if (rng.below(10) >= density) continue;
    SocketRow row =
        tcpSocket(rng.below(5) == 0 ? TcpState::kTimeWait : TcpState::kEstablished, "10.0.0.1:1", "10.0.0.2:80");
    row.local.port = port;
    row.remote.address = IpAddress::v4({10, 0, 1, static_cast<std::uint8_t>(rng.below(3))});
    row.receiveQueue = static_cast<std::uint32_t>(rng.below(4));
    reading.rows.insert(reading.rows.begin() + static_cast<std::ptrdiff_t>(rng.below(reading.rows.size() + 1)), row);
  }
  return reading;
}

}  // namespace

/// The socket table as Qt's model: what it shows, and that it never loses a row or a selection.
class SocketsModelTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void cellsSayWhatTheKernelSays();
  void marksFade();
  void timersRunDown();
  void neverResetsAndAlwaysAgrees();
  void selectionFollowsItsSocket();

 private:
  UiTestBed m_bed;
};

void SocketsModelTest::cellsSayWhatTheKernelSays() {
  Shower shower;
  shower.show(sampleSockets());
  const SocketModel& model = shower.model;
  const int web = shower.rowOf("10.9.2.10:443");
  QCOMPARE(cell(model, web, SocketColumn::kState), QStringLiteral("ESTABLISHED"));
  QCOMPARE(cell(model, web, SocketColumn::kProcess), QStringLiteral("nginx (812)"));
  QCOMPARE(cell(model, web, SocketColumn::kRtt), QStringLiteral("23 ms"));
  QCOMPARE(cell(model, web, SocketColumn::kRetransmits), QStringLiteral("2"));
  QCOMPARE(cell(model, web, SocketColumn::kUser), QStringLiteral("www-data"));
  const int folded = shower.rowOf("10.9.2.10:*");
  QCOMPARE(cell(model, folded, SocketColumn::kState), QStringLiteral("TIME_WAIT ×37"));
  QCOMPARE(cell(model, folded, SocketColumn::kRemote), QStringLiteral("198.51.100.20:443"));
  QCOMPARE(cell(model, folded, SocketColumn::kRtt), QString());
  const int listener = shower.rowOf("127.0.0.1:8080");
  QCOMPARE(cell(model, listener, SocketColumn::kReceiveQueue), QStringLiteral("6"));
  QCOMPARE(cell(model, listener, SocketColumn::kCwnd), QString());
  QVERIFY(shower.rowOf("[fe80::5054:ff:fe12:3456%eth0]:35000") >= 0);
}

void SocketsModelTest::marksFade() {
  Shower shower;
  shower.show(sampleSockets());
  QVERIFY(!shower.model.index(0, 0).data(Qt::BackgroundRole).isValid());
  shower.show(sampleSocketsLater());
  QStringList marks;
  for (int row = 0; row < shower.model.rowCount(); ++row)
    if (const QString mark = cell(shower.model, row, SocketColumn::kMark); !mark.isEmpty())
      marks << mark + QLatin1Char(' ') + cell(shower.model, row, SocketColumn::kRemote);
  marks.sort();
  QCOMPARE(marks.join(QLatin1Char('|')),
           QStringLiteral("+ 198.51.100.9:61020|~ 198.51.100.7:50112|− 198.51.100.20:80"));
  shower.model.setNow(TimePoint(std::chrono::seconds(104)));
  int seen = 0;
  for (int row = 0; row < shower.model.rowCount(); ++row)
    seen += cell(shower.model, row, SocketColumn::kMark).isEmpty() ? 0 : 1;
  QCOMPARE(seen, 1);  // the gone one stays as long as it is shown
}

void SocketsModelTest::timersRunDown() {
  Shower shower;
  shower.show(sampleSockets());
  const int row = shower.rowOf("10.9.2.10:43122");
  QCOMPARE(cell(shower.model, row, SocketColumn::kTimer), QStringLiteral("resend 2.6 s ×2"));
  shower.model.setNow(TimePoint(std::chrono::milliseconds(101'900)));
  QCOMPARE(cell(shower.model, row, SocketColumn::kTimer), QStringLiteral("resend 700 ms ×2"));
  QVERIFY(shower.model.changesWithTime());
}

void SocketsModelTest::neverResetsAndAlwaysAgrees() {
  Shower shower;
  const QAbstractItemModelTester tester(&shower.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QSignalSpy resets(&shower.model, &QAbstractItemModel::modelReset);
  Rng rng(7);
  for (int round = 0; round < 60; ++round) {
    if (round % 7 == 0) shower.settings.foldTimeWait = !shower.settings.foldTimeWait;
    if (round % 5 == 0) {
      shower.settings.order = static_cast<SocketOrder>(rng.below(static_cast<std::uint64_t>(kSocketColumns)));
      shower.settings.descending = rng.below(2) == 0;
    }
    shower.show(randomTable(rng, round));
    const auto expected = arrange(shower.model.view()->snapshot, shower.settings, nullptr);
    QCOMPARE(shower.model.rowCount(), static_cast<int>(expected->rows.size()));
    for (std::size_t row = 0; row < expected->rows.size(); ++row)
      QCOMPARE(shower.model.view()->rows[row].id, expected->rows[row].id);
  }
  QCOMPARE(resets.count(), 0);
}

void SocketsModelTest::selectionFollowsItsSocket() {
  Shower shower;
  Rng rng(11);
  SocketSnapshot last = randomTable(rng, 0);
  shower.settings.foldTimeWait = false;
  shower.show(last);
  QItemSelectionModel selection(&shower.model);
  const int row = shower.model.rowCount() / 2;
  const std::uint64_t id = shower.model.view()->rows[static_cast<std::size_t>(row)].id;
  selection.setCurrentIndex(shower.model.index(row, 0),
                            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  const SocketRow chosen = shower.model.view()->socket(static_cast<std::size_t>(row));
  for (int round = 1; round < 30; ++round) {
    SocketSnapshot next = randomTable(rng, round);
    std::erase_if(next.rows, [&](const SocketRow& other) { return other.local == chosen.local; });
    next.rows.push_back(chosen);
    next.rows.back().receiveQueue = static_cast<std::uint32_t>(round % 3);
    shower.settings.order = round % 2 == 0 ? SocketOrder::kReceiveQueue : SocketOrder::kLocal;
    shower.show(std::move(next));
    QCOMPARE(shower.model.view()->rows[static_cast<std::size_t>(selection.currentIndex().row())].id, id);
    QCOMPARE(selection.selectedRows().size(), 1);
  }
}

QTEST_MAIN(SocketsModelTest)
#include "sockets_model_test.moc"
