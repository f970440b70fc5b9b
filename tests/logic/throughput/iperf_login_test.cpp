#include "core/logic/throughput/iperf_login.h"

#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_parameters.h"

#include <QTest>

using namespace synscope;

/// What is encrypted, who may come, and how it is judged.
class IperfLoginTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isWrittenAsIperf3Does();
  void isRead_data();
  void isRead();
  void readsTheFileOfUsers();
  void judges_data();
  void judges();
  void aTokenCrossesInTheParameters();
};

void IperfLoginTest::isWrittenAsIperf3Does() {
  QCOMPARE(iperfLoginText({"mario", "rossi", 1'500'000'000}),
           std::string("user: mario\npwd:  rossi\nts:   1500000000"));
  QCOMPARE(iperfHashedText({"mario", "rossi", 0}), std::string("{mario}rossi"));
}

void IperfLoginTest::isRead_data() {
  QTest::addColumn<std::string>("text");
  QTest::addColumn<std::optional<IperfLogin>>("login");
  const auto row = [](const char* name, std::string text, std::optional<IperfLogin> login) {
    QTest::newRow(name) << std::move(text) << std::move(login);
  };
  row("as written", "user: mario\npwd:  rossi\nts:   7", IperfLogin{"mario", "rossi", 7});
  row("spaces within", "user: a b\npwd:   c \nts:   7\r", IperfLogin{"a b", " c ", 7});
  row("nothing but the form", "user: \npwd:  \nts:   0", IperfLogin{"", "", 0});
  row("a password that looks like the rest", "user: a\npwd:  x\nts:   1\nts:   2", IperfLogin{"a", "x\nts:   1", 2});
  row("empty", "", std::nullopt);
  row("no time", "user: a\npwd:  b", std::nullopt);
  row("no password", "user: a\nts:   1", std::nullopt);
  row("the time first", "user: a\nts:   1\npwd:  b", std::nullopt);
  row("no number", "user: a\npwd:  b\nts:   soon", std::nullopt);
  row("a number that is too large", "user: a\npwd:  b\nts:   99999999999999999999", std::nullopt);
  row("something after the number", "user: a\npwd:  b\nts:   1 2", std::nullopt);
  row("bytes", std::string("\x00\xff\x01", 3), std::nullopt);
}

void IperfLoginTest::isRead() {
  QFETCH(std::string, text);
  QFETCH(std::optional<IperfLogin>, login);
  QVERIFY(readIperfLoginText(text) == login);
}

void IperfLoginTest::readsTheFileOfUsers() {
  const auto users =
      readIperfUsers("# name, hash\n\nmario,abc\r\n  luigi , def\nnobody\n,abc\npeach,\n#toad,123\nbowser,9");
  QCOMPARE(users.size(), std::size_t{3});
  QCOMPARE(users[0].name, std::string("mario"));
  QCOMPARE(users[0].hash, std::string("abc"));
  QCOMPARE(users[1].name, std::string("luigi"));
  QCOMPARE(users[1].hash, std::string("def"));
  QCOMPARE(users[2].name, std::string("bowser"));
}

void IperfLoginTest::judges_data() {
  QTest::addColumn<IperfLogin>("login");
  QTest::addColumn<std::string>("hash");
  QTest::addColumn<IperfLoginFault>("fault");
  const auto row = [](const char* name, IperfLogin login, const char* hash, IperfLoginFault fault) {
    QTest::newRow(name) << std::move(login) << std::string(hash) << fault;
  };
  row("right", {"mario", {}, 1000}, "abc", IperfLoginFault::kNone);
  row("ten seconds ago", {"mario", {}, 990}, "abc", IperfLoginFault::kNone);
  row("eleven seconds ago", {"mario", {}, 989}, "abc", IperfLoginFault::kClock);
  row("ten seconds ahead", {"mario", {}, 1010}, "abc", IperfLoginFault::kNone);
  row("eleven seconds ahead", {"mario", {}, 1011}, "abc", IperfLoginFault::kClock);
  row("the end of time", {"mario", {}, INT64_MAX}, "abc", IperfLoginFault::kClock);
  row("its beginning", {"mario", {}, INT64_MIN}, "abc", IperfLoginFault::kClock);
  row("wrong hash", {"mario", {}, 1000}, "abd", IperfLoginFault::kWrongPassword);
  row("longer hash", {"mario", {}, 1000}, "abcd", IperfLoginFault::kWrongPassword);
  row("no hash", {"mario", {}, 1000}, "", IperfLoginFault::kWrongPassword);
  row("somebody else's", {"luigi", {}, 1000}, "abc", IperfLoginFault::kWrongPassword);
  row("nobody", {"", {}, 1000}, "abc", IperfLoginFault::kUnknownUser);
}

void IperfLoginTest::judges() {
  QFETCH(IperfLogin, login);
  QFETCH(std::string, hash);
  QFETCH(IperfLoginFault, fault);
  const std::vector<IperfUser> users = {{"mario", "abc"}, {"luigi", "def"}};
  QCOMPARE(judgeIperfLogin(login, hash, users, 1000, std::chrono::seconds(10)), fault);
}

void IperfLoginTest::aTokenCrossesInTheParameters() {
  const auto read = decodeIperfParameters(encodeIperfParameters({}, "3.12", "dG9rZW4="));
  QVERIFY(read.parameters);
  QCOMPARE(read.parameters->authToken, std::string("dG9rZW4="));
  QVERIFY(encodeIperfParameters({}, "3.12").find("authtoken") == std::string::npos);
}

QTEST_APPLESS_MAIN(IperfLoginTest)
#include "iperf_login_test.moc"
