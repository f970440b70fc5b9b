#include "core/engine/base/resolver.h"

#include "tests/support/job_runner.h"

#include <QtTest>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::string)

class ResolverTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void literalIsAnsweredWithoutAsking_data();
  void literalIsAnsweredWithoutAsking();
  void localhostHasAnAddress();
  void onlyTheFamilyAskedFor();
  void cancelEndsOnceAndDropsTheAnswer();
  void destroyedWhileAsking();
  void encodeHost_data();
  void encodeHost();
};

void ResolverTest::literalIsAnsweredWithoutAsking_data() {
  QTest::addColumn<std::string>("host");
  QTest::addColumn<std::string>("address");
  QTest::newRow("ipv4") << std::string("192.0.2.7") << std::string("192.0.2.7");
  QTest::newRow("ipv6") << std::string("2001:DB8::1") << std::string("2001:db8::1");
  QTest::newRow("scoped") << std::string("fe80::1%lo") << std::string("fe80::1%lo");
  QTest::newRow("v4-mapped") << std::string("::ffff:192.0.2.7") << std::string("::ffff:192.0.2.7");
}

void ResolverTest::literalIsAnsweredWithoutAsking() {
  QFETCH(const std::string, host);
  QFETCH(const std::string, address);
  Resolver resolver(host, FamilyChoice::kAny, 1s);
  QVERIFY(runToEnd(resolver));
  const NameEvidence& seen = resolver.result();
  QVERIFY(seen.literal);
  QCOMPARE(seen.answers.size(), 1U);
  QCOMPARE(seen.answers[0].addresses.size(), 1U);
  QCOMPARE(seen.answers[0].addresses[0].toString(), address);
  QVERIFY(!seen.answers[0].error);
}

void ResolverTest::localhostHasAnAddress() {
  Resolver resolver("localhost", FamilyChoice::kAny, 5s);
  QVERIFY(runToEnd(resolver));
  const auto& answers = resolver.result().answers;
  QCOMPARE(answers.size(), 2U);
  QCOMPARE(answers[0].family, IpFamily::kV4);
  QCOMPARE(answers[1].family, IpFamily::kV6);
  QVERIFY(std::ranges::find(answers[0].addresses, *IpAddress::parse("127.0.0.1")) != answers[0].addresses.end());
  QVERIFY(answers[0].elapsed > 0us);
  QVERIFY(!resolver.result().literal);
}

void ResolverTest::onlyTheFamilyAskedFor() {
  Resolver resolver("localhost", FamilyChoice::kV4Only, 5s);
  QVERIFY(runToEnd(resolver));
  QCOMPARE(resolver.result().answers.size(), 1U);
  QCOMPARE(resolver.result().answers[0].family, IpFamily::kV4);
}

void ResolverTest::cancelEndsOnceAndDropsTheAnswer() {
  Resolver resolver("localhost", FamilyChoice::kAny, 5s);
  QSignalSpy ended(&resolver, &Job::ended);
  resolver.start();
  resolver.cancel();
  QVERIFY(ended.wait());
  QCOMPARE(ended.size(), 1);
  QVERIFY(resolver.result().answers.empty());
  Resolver later("localhost", FamilyChoice::kAny, 5s);
  QVERIFY(runToEnd(later));
  QCOMPARE(ended.size(), 1);
  QVERIFY(resolver.result().answers.empty());
}

void ResolverTest::destroyedWhileAsking() {
  for (int i = 0; i < 20; ++i) {
    Resolver resolver("localhost", FamilyChoice::kAny, 5s);
    resolver.start();
  }
  Resolver last("localhost", FamilyChoice::kAny, 5s);
  QVERIFY(runToEnd(last));
}

void ResolverTest::encodeHost_data() {
  QTest::addColumn<std::string>("host");
  QTest::addColumn<std::string>("encoded");
  QTest::newRow("ascii") << std::string("example.com") << std::string("example.com");
  QTest::newRow("final dot") << std::string("example.com.") << std::string("example.com.");
  QTest::newRow("underscore") << std::string("_sip.example") << std::string("_sip.example");
  QTest::newRow("chinese") << std::string("例子.测试") << std::string("xn--fsqu00a.xn--0zwm56d");
  QTest::newRow("german") << std::string("bücher.example") << std::string("xn--bcher-kva.example");
  QTest::newRow("ipv4") << std::string("192.0.2.1") << std::string("192.0.2.1");
  QTest::newRow("scoped ipv6") << std::string("fe80::1%eth0") << std::string("fe80::1%eth0");
  QTest::newRow("empty") << std::string() << std::string();
  QTest::newRow("only a dot") << std::string(".") << std::string();
  QTest::newRow("two dots") << std::string("a..b") << std::string();
  QTest::newRow("space") << std::string("a b") << std::string();
  QTest::newRow("newline") << std::string("a\nb") << std::string();
  QTest::newRow("nul") << std::string("a\0b", 3) << std::string();
  QTest::newRow("label of 64") << std::string(64, 'a') << std::string();
  QTest::newRow("ten megabytes") << std::string(10'000'000, 'a') << std::string();
  QTest::newRow("not utf-8") << std::string("\xff\xfe.example") << std::string();
}

void ResolverTest::encodeHost() {
  QFETCH(const std::string, host);
  QFETCH(const std::string, encoded);
  const Result<std::string> result = synscope::encodeHost(host);
  QCOMPARE(result.ok(), !encoded.empty());
  if (result.ok()) QCOMPARE(*result, encoded);
  if (!result.ok()) QCOMPARE(result.error().code, ErrorCode::kBadHost);
}

QTEST_GUILESS_MAIN(ResolverTest)
#include "resolver_test.moc"
