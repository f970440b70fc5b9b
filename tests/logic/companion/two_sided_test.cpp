#include "core/logic/companion/two_sided_verdict.h"

#include <QTest>

#include <algorithm>

using namespace synscope;

namespace {

const IpEndpoint kOurs{*IpAddress::parse("10.9.1.2"), 41'000};
const IpEndpoint kTranslated{*IpAddress::parse("10.9.9.77"), 41'000};
const IpEndpoint kTarget{*IpAddress::parse("10.9.9.2"), 443};

Attempt attempt(AttemptEnd end, SocketError error = SocketError::kNone) {
  Attempt ours;
  ours.target = kTarget;
  ours.local = kOurs;
  ours.end = end;
  ours.error = error;
  ours.synRetransmits = end == AttemptEnd::kSilent ? 2 : 0;
  return ours;
}

Attempt open() {
  return attempt(AttemptEnd::kAnswered);
}
Attempt silent() {
  return attempt(AttemptEnd::kSilent);
}
Attempt reset() {
  return attempt(AttemptEnd::kFailed, SocketError::kConnectionRefused);
}

Attempt rejected() {
  Attempt ours = attempt(AttemptEnd::kFailed, SocketError::kHostUnreachable);
  ours.icmp = IcmpReport{};
  ours.icmp->type = 3;
  ours.icmp->code = 13;
  ours.icmp->from = *IpAddress::parse("10.9.1.1");
  return ours;
}

Attempt datagram(AttemptEnd end) {
  Attempt ours = attempt(end);
  ours.protocol = Protocol::kUdp;
  ours.synRetransmits.reset();
  ours.datagramsSent = 3;
  return ours;
}

CompanionView nothing(bool served = true) {
  CompanionView theirs;
  theirs.port = kTarget.port;
  theirs.served = served;
  theirs.seesHalfOpen = true;
  theirs.queueOverflows = 0;
  return theirs;
}

CompanionView halfOpen(IpEndpoint from = kOurs) {
  CompanionView theirs = nothing();
  theirs.sightings.push_back({from, 3, true, false, 2, 0, 0, {}});
  return theirs;
}

CompanionView established(IpEndpoint from = kOurs) {
  CompanionView theirs = nothing();
  theirs.sightings.push_back({from, 3, false, true, 0, 0, 0, CompanionSyn{61, 1400, 7, true, true}});
  return theirs;
}

CompanionView received(std::uint64_t datagrams) {
  CompanionView theirs = nothing();
  theirs.protocol = Protocol::kUdp;
  theirs.opened = true;
  if (datagrams > 0) theirs.sightings.push_back({kOurs, 3, false, false, 0, datagrams, datagrams, {}});
  return theirs;
}

CompanionView overflowing() {
  CompanionView theirs = nothing();
  theirs.queueOverflows = 3;
  return theirs;
}

CompanionView blind() {
  CompanionView theirs = nothing();
  theirs.seesHalfOpen = false;
  return theirs;
}

/// Their kernel has not sent a SYN-ACK again yet.
CompanionView justHalfOpen() {
  CompanionView theirs = halfOpen();
  theirs.sightings.front().synAcksAgain = 0;
  return theirs;
}

CompanionView halfOpenAndOverflowing() {
  CompanionView theirs = halfOpen();
  theirs.queueOverflows = 2;
  return theirs;
}

/// Another program has the UDP port, and what it receives only it sees.
CompanionView datagramsOfAnother() {
  CompanionView theirs = received(0);
  theirs.opened = false;
  return theirs;
}

CompanionView nobodyAndNotOpened() {
  CompanionView theirs = datagramsOfAnother();
  theirs.served = false;
  return theirs;
}

QStringList keys(const std::vector<Phrase>& notes) {
  QStringList all;
  for (const Phrase& note : notes)
    all << QString::fromStdString(note.key).section(u'.', -1);
  return all;
}

}  // namespace

Q_DECLARE_METATYPE(synscope::Attempt)
Q_DECLARE_METATYPE(synscope::CompanionView)

/// What two ends saw, and the one answer that fits both.
class TwoSidedTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void verdicts_data();
  void verdicts();
  void ourAttemptIsFoundAmongOthers();
  void zonesAreEachMachinesOwn();
  void changesOnTheWayAreNoted();
  void wordsCarryTheNumbers();
};

void TwoSidedTest::verdicts_data() {
  QTest::addColumn<Attempt>("ours");
  QTest::addColumn<CompanionView>("theirs");
  QTest::addColumn<QString>("code");
  QTest::addColumn<QString>("confidence");
  const auto row = [](const char* what, const Attempt& ours, const CompanionView& theirs, const char* code,
                      const char* confidence) {
    QTest::newRow(what) << ours << theirs << QString::fromLatin1(code) << QString::fromLatin1(confidence);
  };

  row("we open, they accepted", open(), established(), "both-open", "certain");
  row("we open, they wait for the ACK", open(), halfOpen(), "last-ack-lost", "likely");
  row("we open, they wait, or for data", open(), justHalfOpen(), "last-ack-lost", "possible");
  row("we open, their queue overflows", open(), halfOpenAndOverflowing(), "queue-full", "likely");
  row("we open, somebody behind our address", open(), established({kTranslated.address, 5}), "both-open", "likely");
  row("silence, somebody behind our address", silent(), halfOpen({kTranslated.address, 5}), "answer-lost", "likely");
  row("we open, they saw nobody", open(), nothing(), "answered-by-another", "certain");
  row("we open, they are blind", open(), blind(), "unclear", "possible");
  row("silence, they saw nothing", silent(), nothing(), "lost-on-the-way", "certain");
  row("silence, they answered", silent(), halfOpen(), "answer-lost", "certain");
  row("silence, they answered another address", silent(), halfOpen(kTranslated), "answer-lost", "certain");
  row("silence, they see another connection of ours", silent(), halfOpen({kOurs.address, 5}), "lost-on-the-way",
      "certain");
  row("silence, their queue overflows", silent(), overflowing(), "queue-full", "likely");
  row("silence, nobody listens there", silent(), nothing(false), "unclear", "possible");
  row("silence, they are blind", silent(), blind(), "unclear", "possible");
  row("reset, nobody listens there", reset(), nothing(false), "not-listening", "certain");
  row("reset, they listen and saw nothing", reset(), nothing(), "reset-before-them", "certain");
  row("reset, they are blind", reset(), blind(), "reset-before-them", "likely");
  row("reset, they had answered", reset(), halfOpen(), "reset-after-them", "certain");
  row("a device answered", rejected(), nothing(), "rejected-on-the-way", "certain");
  row("it never left", attempt(AttemptEnd::kNotSent, SocketError::kNotPermitted), nothing(), "not-sent", "certain");
  row("datagram answered", datagram(AttemptEnd::kAnswered), received(1), "open-but-unserved", "certain");
  row("datagram answered by another", datagram(AttemptEnd::kAnswered), received(0), "answered-by-another", "likely");
  row("datagram answered by its program", datagram(AttemptEnd::kAnswered), datagramsOfAnother(), "both-open", "likely");
  row("datagram answered by nobody there", datagram(AttemptEnd::kAnswered), nobodyAndNotOpened(), "answered-by-another",
      "likely");
  row("datagram lost", datagram(AttemptEnd::kSilent), received(0), "lost-on-the-way", "certain");
  row("reply lost", datagram(AttemptEnd::kSilent), received(3), "answer-lost", "certain");
}

void TwoSidedTest::verdicts() {
  QFETCH(Attempt, ours);
  QFETCH(CompanionView, theirs);
  QFETCH(QString, code);
  QFETCH(QString, confidence);
  const TwoSidedVerdict verdict = judgeBothEnds(ours, theirs);
  QCOMPARE(QString::fromUtf8(name(verdict.code).data()), code);
  QCOMPARE(QString::fromUtf8(name(verdict.confidence).data()), confidence);
  QCOMPARE(QString::fromStdString(verdict.words.key), QStringLiteral("two-sided.") + code);
}

void TwoSidedTest::ourAttemptIsFoundAmongOthers() {
  CompanionView theirs = halfOpen({kOurs.address, 50'000});
  theirs.sightings.push_back(established().sightings.front());
  QCOMPARE(judgeBothEnds(open(), theirs).code, TwoSidedCode::kBothOpen);
  std::ranges::reverse(theirs.sightings);
  QCOMPARE(judgeBothEnds(open(), theirs).code, TwoSidedCode::kBothOpen);
}

/// Each machine names the zone of a link-local address by its own interface.
void TwoSidedTest::zonesAreEachMachinesOwn() {
  const auto at = [](const char* text) { return IpEndpoint{*IpAddress::parse(text), 41'000}; };
  Attempt ours = open();
  ours.local = at("fe80::1%eth0");
  for (const char* theirWord : {"fe80::1", "fe80::1%wlan3"}) {
    const TwoSidedVerdict verdict = judgeBothEnds(ours, established(at(theirWord)));
    QCOMPARE(verdict.code, TwoSidedCode::kBothOpen);
    QVERIFY(!keys(verdict.notes).contains(QStringLiteral("translated")));
  }
  CompanionView another = established(at("fe80::1"));
  another.sightings.front().from.port = 5;
  QCOMPARE(judgeBothEnds(ours, another).code, TwoSidedCode::kAnsweredByAnother);
}

void TwoSidedTest::changesOnTheWayAreNoted() {
  Attempt ours = open();
  ours.negotiated = NegotiatedOptions{};
  ours.negotiated->receiveMss = 1448;
  ours.negotiated->timestamps = true;
  const QStringList notes = keys(judgeBothEnds(ours, established(kTranslated)).notes);
  QCOMPARE(notes, (QStringList{QStringLiteral("translated"), QStringLiteral("hops"), QStringLiteral("mss-changed")}));

  CompanionView plain = established();
  plain.sightings.front().syn = CompanionSyn{64, 1460, std::nullopt, true, true};
  QCOMPARE(keys(judgeBothEnds(ours, plain).notes), QStringList{QStringLiteral("options-removed")});
  plain.sightings.front().syn->windowScale = 0;
  QVERIFY(judgeBothEnds(ours, plain).notes.empty());
}

void TwoSidedTest::wordsCarryTheNumbers() {
  const Phrase words = judgeBothEnds(silent(), halfOpen()).words;
  const auto value = [&](const char* key) {
    const auto found = std::ranges::find(words.args, key, &std::pair<std::string, std::string>::first);
    return found == words.args.end() ? std::string() : found->second;
  };
  QCOMPARE(value("sent"), std::string("3"));
  QCOMPARE(value("answers"), std::string("3"));
  QCOMPARE(value("from"), std::string("10.9.1.2:41000"));
}

QTEST_APPLESS_MAIN(TwoSidedTest)
#include "two_sided_test.moc"
