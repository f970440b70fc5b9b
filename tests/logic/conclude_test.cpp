#include "core/logic/base/fill_template.h"
#include "core/logic/diagnose/words.h"
#include "diagnose_case.h"

#include <QTest>

#include <random>
#include <set>
#include <sstream>

using namespace synscope;
using test::EvidenceList;
using enum DiagnosisCode;
using enum Confidence;

namespace {

/// One line of the table: what was seen, and what must be concluded.
struct Case {
  const char* name;
  EvidenceList seen;
  DiagnosisCode code;
  Confidence confidence;
  const char* words;
  const char* blamed = "";
  int hop = 0;
};

constexpr auto kSa = HopAnswer::kSynAck;
constexpr auto kRst = HopAnswer::kRst;

EvidenceList remote() {
  return EvidenceList().routed();
}
EvidenceList here() {
  return EvidenceList("127.0.0.1").routedHere();
}
EvidenceList twoFamilies() {
  return EvidenceList("host.example").resolves({"198.18.0.9", "2001:2::9"});
}

std::vector<Case> nameAndLocalCases() {
  return {
      {"name not found", EvidenceList("nope.example").nameFails(ErrorCode::kNameNotFound), kNameError, kCertain,
       "verdict.name-error.not-found"},
      {"name server silent", EvidenceList("nope.example").nameFails(ErrorCode::kNameServerSilent), kNameError, kCertain,
       "verdict.name-error.server-silent"},
      {"no route", remote().connects("no-route"), kNoRoute, kCertain, "verdict.no-route.here"},
      {"unreachable route", remote().connects("unreachable-route"), kNoRoute, kCertain,
       "verdict.no-route.unreachable-route"},
      {"blackhole route", remote().connects("blackhole"), kLocalBlock, kCertain, "verdict.local-block.blackhole-route"},
      {"prohibit route", remote().connects("prohibit"), kLocalBlock, kCertain, "verdict.local-block.prohibit-route"},
      {"not permitted", remote().connects("permission"), kLocalBlock, kLikely, "verdict.local-block.permission"},
      {"own firewall drops", remote().connects("stayed-local"), kLocalBlock, kCertain, "verdict.local-block.dropped"},
      {"host on our link is down", EvidenceList().routed("").connects("neighbour"), kHostDown, kCertain,
       "verdict.host-down.neighbour"},
      {"gateway is down", remote().connects("neighbour"), kHostDown, kCertain, "verdict.host-down.gateway"},
      {"nobody listens here", here().nobodyListens().connects("rst"), kNotListening, kCertain,
       "verdict.not-listening.here"},
      {"listens on another address", here().listens("127.0.0.2").connects("rst"), kNotListening, kCertain,
       "verdict.not-listening.other-address"},
      {"listens for IPv6 only", here().listens("::").v6Only().connects("rst"), kNotListening, kCertain,
       "verdict.not-listening.other-address"},
      {"listens for both families, yet a reset", here().listens("::").connects("rst"), kLocalBlock, kLikely,
       "verdict.local-block.rejected"},
      {"listens, yet a reset", here().listens("0.0.0.0").connects("rst"), kLocalBlock, kLikely,
       "verdict.local-block.rejected"},
      {"queue full here", here().listens("127.0.0.1", 6, 5).connects("silent"), kAcceptQueueOrFilter, kCertain,
       "verdict.accept-queue-or-filter.here"},
      {"reset before the first hop",
       remote().connects("rst").control(443, "open").trace("rst").controlTrace("10.1.0.1 10.2.0.1 syn-ack"),
       kLocalBlock, kPossible, "verdict.local-block.reset"},
      {"silence here, queue empty", here().listens("127.0.0.1", 0, 5).connects("silent"), kLocalBlock, kLikely,
       "verdict.local-block.here"},
  };
}

std::vector<Case> refusedCases() {
  return {
      {"router rejects", remote().connects("3/13 from 10.2.0.1").trace("10.1.0.1 10.2.0.1 3/13@10.2.0.1"),
       kBlockedReject, kCertain, "verdict.blocked-reject.router", "10.2.0.1", 2},
      {"host rejects", remote().connects("3/3 from 198.18.0.9").trace("10.1.0.1 3/3@198.18.0.9"), kBlockedReject,
       kCertain, "verdict.blocked-reject.host", "198.18.0.9", 2},
      {"rate limit hides the reject", remote().connects("silent").trace("10.1.0.1 10.2.0.1 3/13@10.2.0.1"),
       kBlockedReject, kCertain, "verdict.blocked-reject.router", "10.2.0.1", 2},
      {"second attempt tells", remote().connects("silent").retries("3/10 from 10.2.0.1"), kBlockedReject, kCertain,
       "verdict.blocked-reject.router", "10.2.0.1"},
      {"second attempt tells, a later trace finds the hop",
       remote().connects("silent").trace("10.1.0.1 *").retries("3/13 from 10.2.0.1").trace("10.1.0.1 3/13@10.2.0.1"),
       kBlockedReject, kCertain, "verdict.blocked-reject.router", "10.2.0.1", 2},
      {"held back errors name no hop", remote().connects("3/13 from 10.2.0.1").trace("10.1.0.1 * * 3/13@10.2.0.1"),
       kBlockedReject, kCertain, "verdict.blocked-reject.router", "10.2.0.1"},
      {"host unreachable after tries", remote().connects("3/1 from 10.2.0.1 after 3060"), kHostDown, kLikely,
       "verdict.host-down.reported", "10.2.0.1"},
      {"host unreachable at once", remote().connects("3/1 from 10.2.0.1"), kHostDown, kPossible,
       "verdict.host-down.reported", "10.2.0.1"},
      {"host unreachable, yet alive", remote().connects("3/1 from 10.2.0.1").control(443, "open"), kBlockedReject,
       kCertain, "verdict.blocked-reject.router", "10.2.0.1"},
      {"net unreachable", remote().connects("3/0 from 10.2.0.1"), kNoRoute, kLikely, "verdict.no-route.router",
       "10.2.0.1"},
  };
}

std::vector<Case> closedCases() {
  return {
      {"reset by the host", remote().connects("rst").trace("10.1.0.1 10.2.0.1 rst"), kNotListening, kLikely,
       "verdict.not-listening"},
      {"reset from nearer, by outbound TTL",
       remote().connects("rst").control(443, "open").trace("10.1.0.1 rst").controlTrace("10.1.0.1 10.2.0.1 syn-ack"),
       kResetByMiddlebox, kPossible, "verdict.reset-by-middlebox", "", 1},
      {"reset from nearer, by arrival TTL too",
       remote()
           .connects("rst")
           .control(443, "open")
           .trace("10.1.0.1 10.2.0.1 rst")
           .controlTrace("10.1.0.1 10.2.0.1 10.3.0.1 syn-ack")
           .arrival(7000, 63, kRst)
           .arrival(443, 61, kSa),
       kResetByMiddlebox, kLikely, "verdict.reset-by-middlebox", "", 2},
      {"reset as far as the control",
       remote()
           .connects("rst")
           .control(443, "open")
           .trace("10.1.0.1 rst")
           .controlTrace("10.1.0.1 syn-ack")
           .arrival(7000, 63, kRst)
           .arrival(443, 63, kSa),
       kNotListening, kLikely, "verdict.not-listening"},
      {"reset with fewer hops behind it, nothing to compare",
       remote().connects("rst").trace("10.1.0.1 10.2.0.1 10.3.0.1 rst").arrival(7000, 63, kRst), kNotListening,
       kPossible, "verdict.not-listening.or-device"},
      {"UDP port unreachable",
       EvidenceList("198.18.0.9", 7000, Protocol::kUdp).routed().connects("3/3 from 198.18.0.9"), kNotListening,
       kLikely, "verdict.not-listening.udp"},
  };
}

std::vector<Case> silentCases() {
  return {
      {"silence, nothing known", remote().connects("silent"), kBlockedSilent, kPossible, "verdict.blocked-silent"},
      {"silence after a hop", remote().connects("silent").trace("10.1.0.1 10.2.0.1 * *"), kBlockedSilent, kPossible,
       "verdict.blocked-silent.after-hop", "", 2},
      {"dies before the host",
       remote()
           .connects("silent")
           .control(443, "open")
           .trace("10.1.0.1 * *")
           .controlTrace("10.1.0.1 10.2.0.1 10.3.0.1 syn-ack"),
       kBlockedSilent, kLikely, "verdict.blocked-silent.before-host", "", 1},
      {"dies before the host, one router to tell",
       remote().connects("silent").control(443, "open").trace("10.1.0.1 * *").controlTrace("10.1.0.1 10.2.0.1 syn-ack"),
       kBlockedSilent, kPossible, "verdict.blocked-silent.maybe-before-host", "", 1},
      {"dies at the host",
       remote()
           .connects("silent")
           .control(443, "rst")
           .trace("10.1.0.1 10.2.0.1 * *")
           .controlTrace("10.1.0.1 10.2.0.1 rst"),
       kAcceptQueueOrFilter, kPossible, "verdict.accept-queue-or-filter", "", 2},
      {"neighbour alive, port silent", EvidenceList().routed("").connects("silent").control(443, "rst"),
       kAcceptQueueOrFilter, kPossible, "verdict.accept-queue-or-filter"},
      {"only this port, no path", remote().connects("silent").control(443, "rst"), kBlockedSilent, kPossible,
       "verdict.blocked-silent.this-port"},
      {"nothing leaves for this port",
       remote().connects("silent").control(443, "open").trace("* *").controlTrace("10.1.0.1 syn-ack"), kBlockedSilent,
       kLikely, "verdict.blocked-silent.first-hop"},
      {"second attempt gets through", remote().connects("silent").retries("open"), kAcceptQueueOrFilter, kPossible,
       "verdict.accept-queue-or-filter.intermittent"},
      {"UDP silence", EvidenceList("198.18.0.9", 7000, Protocol::kUdp).routed().connects("silent"), kBlockedSilent,
       kPossible, "verdict.blocked-silent.udp"},
  };
}

std::vector<Case> openCases() {
  const auto open = [] { return remote().connects("open"); };
  return {
      {"open", open(), kReachable, kCertain, "verdict.reachable"},
      {"open and speaks", open().firstByte(FirstByteResult::kReceived), kReachable, kCertain,
       "verdict.reachable.spoke"},
      {"open with TLS", open().tls(TlsResult::kEstablished), kReachable, kCertain, "verdict.reachable.tls"},
      {"UDP answers", EvidenceList("198.18.0.9", 53, Protocol::kUdp).routed().connects("open"), kReachable, kCertain,
       "verdict.reachable.udp"},
      {"after a lost SYN", open().retransmits(1), kAcceptQueueOrFilter, kPossible,
       "verdict.accept-queue-or-filter.late"},
      {"anybody answers", open().controlAddress("open"), kFakeOpen, kLikely, "verdict.fake-open"},
      {"anybody answers, but the certificate holds", open().controlAddress("open").tls(TlsResult::kEstablished),
       kReachable, kCertain, "verdict.reachable.tls"},
      {"control address is silent", open().controlAddress("silent"), kReachable, kCertain, "verdict.reachable"},
      {"every port answers", open().control(61'997, "open").control(3, "open"), kFakeOpen, kPossible,
       "verdict.fake-open.every-port"},
      {"MTU black hole, proved", open().fullSize(true, false, true), kMtuBlackHole, kCertain, "verdict.mtu-black-hole"},
      {"MTU black hole, not proved", open().fullSize(true, false, std::nullopt), kMtuBlackHole, kLikely,
       "verdict.mtu-black-hole"},
      {"no data passes", open().fullSize(true, false, false), kStalled, kLikely, "verdict.stalled.not-acknowledged"},
      {"full size passes", open().fullSize(true, true, std::nullopt), kReachable, kCertain, "verdict.reachable"},
      {"not TLS", open().tls(TlsResult::kNotTls), kTlsFailed, kCertain, "verdict.tls-failed.not-tls"},
      {"expired", open().tls(TlsResult::kEstablished, {"expired"}), kTlsFailed, kCertain,
       "verdict.tls-failed.certificate"},
      {"asked, no answer", open().firstByte(FirstByteResult::kStalled, true), kStalled, kLikely, "verdict.stalled"},
      {"quiet, not asked", open().firstByte(FirstByteResult::kNothingSpoken), kReachable, kCertain,
       "verdict.reachable"},
  };
}

std::vector<Case> familyCases() {
  return {
      {"IPv6 silent, IPv4 fine", twoFamilies().connects("open").at("2001:2::9").connects("silent"), kFamilyBroken,
       kPossible, "verdict.family-broken"},
      {"no IPv6 here, IPv4 fine", twoFamilies().connects("open").at("2001:2::9").connects("no-route"), kReachable,
       kCertain, "verdict.reachable"},
      {"no IPv6 here, IPv4 silent", twoFamilies().connects("silent").at("2001:2::9").connects("no-route"),
       kBlockedSilent, kPossible, "verdict.blocked-silent"},
      {"one of two IPv4 addresses is closed",
       EvidenceList("host.example")
           .resolves({"198.18.0.9", "198.18.0.10"})
           .connects("open")
           .at("198.18.0.10")
           .connects("rst"),
       kMixed, kLikely, "verdict.mixed"},
      {"all fail, the furthest speaks",
       EvidenceList("host.example")
           .resolves({"198.18.0.9", "198.18.0.10"})
           .connects("silent")
           .at("198.18.0.10")
           .connects("rst"),
       kNotListening, kLikely, "verdict.not-listening"},
  };
}

std::vector<Case> allCases() {
  std::vector<Case> cases;
  for (auto& part : {nameAndLocalCases(), refusedCases(), closedCases(), silentCases(), openCases(), familyCases()})
    cases.insert(cases.end(), part.begin(), part.end());
  return cases;
}

/// The words of a phrase are on the list, and every value the list promises is there.
void checkWords(const Phrase& phrase) {
  const auto words = diagnoseWords();
  const auto entry =
      std::find_if(words.begin(), words.end(), [&](const WordsKey& key) { return key.key == phrase.key; });
  QVERIFY2(entry != words.end(), phrase.key.c_str());
  std::istringstream always{std::string(entry->always)};
  for (std::string name; always >> name;) {
    const bool has = std::any_of(phrase.args.begin(), phrase.args.end(),
                                 [&](const auto& arg) { return arg.first == name && !arg.second.empty(); });
    QVERIFY2(has, (phrase.key + " lacks " + name).c_str());
  }
}

void checkVerdictIsHonest(const DiagnosisVerdict& verdict) {
  QVERIFY(!verdict.evidence.empty());
  checkWords(verdict.words);
  for (const Phrase& step : verdict.nextSteps)
    checkWords(step);
}

}  // namespace

class ConcludeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void concludes_data();
  void concludes();
  void addressIsAHintOnlyWhereItExplains_data();
  void addressIsAHintOnlyWhereItExplains();
  void laddersAndEvidenceHaveTheirWords();
  void anySubsetOfEvidenceIsSafe();
  void exitCodesFollowTheContract();
  void nothingSeenSaysNothing();
  void silenceBeforeARefusalIsExplained_data();
  void silenceBeforeARefusalIsExplained();
};

void ConcludeTest::concludes_data() {
  QTest::addColumn<int>("index");
  int index = 0;
  for (const Case& row : allCases())
    QTest::newRow(row.name) << index++;
}

void ConcludeTest::concludes() {
  QFETCH(int, index);
  const Case row = allCases().at(static_cast<std::size_t>(index));
  const auto verdict = conclude(row.seen.request, row.seen.evidence);
  QVERIFY(verdict.has_value());
  QCOMPARE(QByteArray::fromStdString(verdict->words.key), QByteArray(row.words));
  QCOMPARE(name(verdict->code), name(row.code));
  QCOMPARE(name(verdict->confidence), name(row.confidence));
  QCOMPARE(verdict->blamed ? QByteArray::fromStdString(verdict->blamed->toString()) : QByteArray(),
           QByteArray(row.blamed));
  QCOMPARE(verdict->hop.value_or(0), row.hop);
  checkVerdictIsHonest(*verdict);
}

void ConcludeTest::addressIsAHintOnlyWhereItExplains_data() {
  QTest::addColumn<QByteArray>("address");
  QTest::addColumn<QByteArray>("answer");
  QTest::addColumn<QByteArray>("hint");
  const auto row = [](const char* address, const char* answer, const char* hint) {
    QTest::addRow("%s %s", address, answer) << QByteArray(address) << QByteArray(answer) << QByteArray(hint);
  };
  row("192.168.7.9", "silent", "next.address.private");
  row("192.168.7.9", "no-route", "next.address.private");
  row("192.168.7.9", "neighbour", "next.address.private");
  row("192.168.7.9", "3/1 from 10.2.0.1", "next.address.private");
  row("192.168.7.9", "open", "");
  row("192.168.7.9", "rst", "");
  row("192.168.7.9", "3/13 from 10.2.0.1", "");
  row("192.168.7.9", "permission", "");
  row("100.64.1.1", "silent", "next.address.carrier-nat");
  row("203.0.113.5", "silent", "next.address.documentation");
  row("203.0.113.5", "rst", "");
  row("255.255.255.255", "permission", "next.address.broadcast");
  row("8.8.8.8", "silent", "");
}

/// This machine's own source address is private in every row (10.0.0.2): it is never what is hinted at.
void ConcludeTest::addressIsAHintOnlyWhereItExplains() {
  QFETCH(QByteArray, address);
  QFETCH(QByteArray, answer);
  QFETCH(QByteArray, hint);
  EvidenceList seen(address.toStdString());
  seen.routed().connects(answer.toStdString());
  const auto hints = [&] {
    QByteArray found;
    const auto verdict = conclude(seen.request, seen.evidence).value();
    for (const Phrase& step : verdict.nextSteps) {
      if (step.key.starts_with("next.address.")) found += QByteArray::fromStdString(step.key);
    }
    return found;
  };
  QCOMPARE(hints(), hint);
  seen.control(443, "rst");
  if (answer == "silent") QCOMPARE(hints(), QByteArray());  // Another port of the host answers.
}

void ConcludeTest::laddersAndEvidenceHaveTheirWords() {
  for (const Case& row : allCases()) {
    for (const Layer& layer : layersOf(row.seen.request, row.seen.evidence))
      checkWords(layer.words);
    for (const Evidence& item : row.seen.evidence)
      checkWords(evidenceWords(item));
    for (const Phrase& phrase : Plan::announce(row.seen.request))
      checkWords(phrase);
  }
}

/// Evidence may come in any order and any part of it may be missing: never a crash, never certainty without evidence.
void ConcludeTest::anySubsetOfEvidenceIsSafe() {
  std::mt19937 random(20'261'121);
  const auto cases = allCases();
  int concluded = 0;
  for (int round = 0; round < 2'000; ++round) {
    const EvidenceList& one = cases[random() % cases.size()].seen;
    const EvidenceList& other = cases[random() % cases.size()].seen;
    std::vector<Evidence> pile = one.evidence;
    pile.insert(pile.end(), other.evidence.begin(), other.evidence.end());
    std::shuffle(pile.begin(), pile.end(), random);
    pile.resize(random() % (pile.size() + 1));
    const auto verdict = conclude(one.request, pile);
    layersOf(one.request, pile);
    if (!verdict) continue;
    ++concluded;
    QVERIFY(!verdict->evidence.empty());
    QVERIFY(!verdict->nextSteps.empty());
  }
  QVERIFY(concluded > 200);
}

void ConcludeTest::exitCodesFollowTheContract() {
  const auto codeOf = [](DiagnosisCode code) {
    DiagnosisVerdict verdict;
    verdict.code = code;
    return exitCode(verdict);
  };
  QCOMPARE(codeOf(kReachable), 0);
  QCOMPARE(codeOf(kFamilyBroken), 0);
  QCOMPARE(codeOf(kNotListening), 1);
  QCOMPARE(codeOf(kBlockedSilent), 2);
  QCOMPARE(codeOf(kBlockedReject), 3);
  QCOMPARE(codeOf(kHostDown), 4);
  QCOMPARE(codeOf(kNameError), 5);
  QCOMPARE(codeOf(kLocalBlock), 6);
  QCOMPARE(codeOf(kTlsFailed), 7);
}

void ConcludeTest::nothingSeenSaysNothing() {
  QVERIFY(!conclude({}, {}).has_value());
  QVERIFY(!conclude({}, EvidenceList().routed().evidence).has_value());
}

void ConcludeTest::silenceBeforeARefusalIsExplained_data() {
  QTest::addColumn<EvidenceList>("seen");
  QTest::addColumn<QString>("unanswered");
  const auto row = [](const char* title, const EvidenceList& seen, const char* unanswered) {
    QTest::newRow(title) << seen << QString::fromLatin1(unanswered);
  };
  row("answered at once", remote().connects("3/13 from 10.2.0.1"), "");
  row("the kernel's second SYN was answered", remote().connects("3/13 from 10.2.0.1").retransmits(1), "1");
  row("the second attempt was", remote().connects("silent").retransmits(3).retries("3/13 from 10.2.0.1"), "4");
  row("only the trace was", remote().connects("silent").trace("10.1.0.1 10.2.0.1 3/13@10.2.0.1"), "1");
  row("a router that looked for the host first", remote().connects("3/1 from 10.2.0.1 after 3060").retransmits(2), "");
}

void ConcludeTest::silenceBeforeARefusalIsExplained() {
  QFETCH(EvidenceList, seen);
  const auto verdict = conclude(seen.request, seen.evidence);
  QVERIFY(verdict);
  QString unanswered;
  for (const auto& [name, value] : verdict->words.args) {
    if (name == "unanswered") unanswered = QString::fromStdString(value);
  }
  QTEST(unanswered, "unanswered");
  QVERIFY(!verdict->evidence.empty() && verdict->evidence.front() > 0);
}

QTEST_APPLESS_MAIN(ConcludeTest)
#include "conclude_test.moc"
