#include "core/logic/reach/judge.h"

#include "tests/logic/attempt_builder.h"

#include <QTest>

#include <set>
#include <string>

using namespace synscope;
using namespace synscope::test;
using E = SocketError;
using N = NeighbourState;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(synscope::Attempt)

namespace {

constexpr auto kTarget4 = "10.9.0.2", kRouter4 = "10.77.2.2", kOwn4 = "10.77.1.1";
constexpr auto kTarget6 = "fd00:9::2", kRouter6 = "fd00:77:2::2", kOwn6 = "fd00:77:1::1";

std::string words(PortVerdict verdict) {
  return std::string(name(verdict.state)) + '/' + std::string(name(verdict.reason));
}

void columns() {
  QTest::addColumn<Attempt>("attempt");
  QTest::addColumn<std::string>("expected");
}

void row(const char* what, const Attempt& attempt, const std::string& expected) {
  QTest::newRow(what) << attempt << expected;
}

}  // namespace

class JudgeTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void tcp_data();
  void tcp() { check(); }
  void localRefusals_data();
  void localRefusals() { check(); }
  void silence_data();
  void silence() { check(); }
  void udp_data();
  void udp() { check(); }
  void everyIcmpCode_data();
  void everyIcmpCode();
  void icmpFromThisHostIsNeverTakenForARouter();
  void exitCodes();
  void namesAreUnique();

 private:
  void check() {
    QFETCH(Attempt, attempt);
    QFETCH(std::string, expected);
    QCOMPARE(words(judge(attempt)), expected);
  }
};

/// What comes back over a network, as Linux reports it in errno and error queue.
void JudgeTest::tcp_data() {
  columns();
  row("v4 open", tcp4().answered(), "open/syn-ack");
  row("v6 open", tcp6().answered(), "open/syn-ack");
  row("v4 reset", tcp4().failed(E::kConnectionRefused), "closed/rst");
  row("v6 reset", tcp6().failed(E::kConnectionRefused), "closed/rst");
  row("v4 self-connect", tcp4("127.0.0.1").answered().selfConnected(), "closed/self-connect");
  row("v6 self-connect", tcp6("::1").answered().selfConnected(), "closed/self-connect");

  row("v4 port-unreachable of a router", tcp4().failed(E::kConnectionRefused).icmp(3, 3, kRouter4), "rejected/icmp");
  row("v4 port-unreachable of the target", tcp4().failed(E::kConnectionRefused).icmp(3, 3, kTarget4), "rejected/icmp");
  row("v6 port-unreachable of a router", tcp6().failed(E::kConnectionRefused).icmp(1, 4, kRouter6), "rejected/icmp");
  row("v6 port-unreachable of the target", tcp6().failed(E::kConnectionRefused).icmp(1, 4, kTarget6), "rejected/icmp");
  row("v4 net-unreachable", tcp4().failed(E::kNetworkUnreachable).icmp(3, 0, kRouter4), "unreachable/icmp");
  row("v6 no-route", tcp6().failed(E::kNetworkUnreachable).icmp(1, 0, kRouter6), "unreachable/icmp");
  row("v4 host-unreachable", tcp4().failed(E::kHostUnreachable).icmp(3, 1, kRouter4), "unreachable/icmp");
  row("v6 address-unreachable", tcp6().failed(E::kHostUnreachable).icmp(1, 3, kRouter6), "unreachable/icmp");
  row("v4 protocol-unreachable", tcp4().failed(E::kProtocolNotAvailable).icmp(3, 2, kTarget4), "rejected/icmp");
  row("v4 net-prohibited", tcp4().failed(E::kNetworkUnreachable).icmp(3, 9, kRouter4), "rejected/icmp");
  row("v4 host-prohibited", tcp4().failed(E::kHostUnreachable).icmp(3, 10, kRouter4), "rejected/icmp");
  row("v4 admin-prohibited", tcp4().failed(E::kHostUnreachable).icmp(3, 13, kRouter4), "rejected/icmp");
  row("v6 admin-prohibited", tcp6().failed(E::kAccessDenied).icmp(1, 1, kRouter6), "rejected/icmp");
  row("v6 policy-fail", tcp6().failed(E::kAccessDenied).icmp(1, 5, kRouter6), "rejected/icmp");
  row("v6 reject-route", tcp6().failed(E::kAccessDenied).icmp(1, 6, kRouter6), "rejected/icmp");
  row("v4 routing loop", tcp4().failed(E::kHostUnreachable).icmp(11, 0, kRouter4), "rejected/icmp");
  row("v6 routing loop", tcp6().failed(E::kHostUnreachable).icmp(3, 0, kRouter6), "rejected/icmp");

  row("v4 dead neighbour of the last router", tcp4().failed(E::kHostUnreachable).icmp(3, 1, "10.9.0.1"),
      "unreachable/icmp");
  row("v4 dead neighbour on the own link", tcp4().failed(E::kHostUnreachable).ownIcmp(3, 1, kOwn4).after(3050ms),
      "unreachable/neighbour");
  row("v6 dead neighbour on the own link", tcp6().failed(E::kHostUnreachable).ownIcmp(1, 3, kOwn6).after(3050ms),
      "unreachable/neighbour");
  row("v4 neighbour others were already waiting for",
      tcp4().failed(E::kHostUnreachable).ownIcmp(3, 1, kOwn4).after(500ms).neighbour(N::kFailed),
      "unreachable/neighbour");

  row("icmp before connect() gave up its lock", tcp4().silent().icmp(3, 13, kRouter4), "rejected/icmp");
  row("an answer beats a late icmp", tcp4().answered().icmp(3, 1, kRouter4), "open/syn-ack");
  row("no error queue: host unreachable", tcp4().failed(E::kHostUnreachable), "unreachable/icmp");
  row("no error queue: net unreachable", tcp4().failed(E::kNetworkUnreachable), "unreachable/icmp");
  row("no error queue: neighbour failed", tcp4().failed(E::kHostUnreachable).neighbour(N::kFailed),
      "unreachable/neighbour");
  row("no error queue: v6 prohibited", tcp6().failed(E::kAccessDenied), "rejected/icmp");
  row("no error queue: v4 access denied", tcp4().failed(E::kAccessDenied), "local/permission");
  row("no error queue: protocol unreachable", tcp4().failed(E::kProtocolNotAvailable), "rejected/icmp");
  row("BSD: host down", tcp4().failed(E::kHostDown), "unreachable/neighbour");
  row("cancelled", tcp4().cancelled(), "cancelled/cancelled");
}

/// What this machine decides before, or instead of, sending.
void JudgeTest::localRefusals_data() {
  columns();
  row("v4 no route", tcp4().notSent(E::kNetworkUnreachable), "unreachable/no-route");
  row("v6 no route", tcp6().notSent(E::kNetworkUnreachable), "unreachable/no-route");
  row("v4 blackhole route", tcp4().notSent(E::kInvalidArgument), "local/blackhole-route");
  row("v6 blackhole route", tcp6().notSent(E::kInvalidArgument), "local/blackhole-route");
  row("v4 prohibit route", tcp4().notSent(E::kAccessDenied), "local/prohibit-route");
  row("v6 prohibit route", tcp6().notSent(E::kAccessDenied), "local/prohibit-route");
  row("v4 unreachable route", tcp4().notSent(E::kHostUnreachable), "unreachable/unreachable-route");
  row("v6 unreachable route", tcp6().notSent(E::kHostUnreachable), "unreachable/unreachable-route");
  row("v6 link-local without zone", tcp6("fe80::1").notSent(E::kInvalidArgument), "local/zone-missing");
  row("v6 zone of no interface", tcp6("fe80::1%gone0").notSent(E::kNoSuchDevice), "local/zone-unknown");
  row("v6 link-local with zone", tcp6("fe80::1%eth0").notSent(E::kInvalidArgument), "local/blackhole-route");
  row("v4 interface down", tcp4().notSent(E::kNetworkDown), "unreachable/no-route");

  row("v4 OUTPUT reject port-unreachable", tcp4().failed(E::kConnectionRefused).ownIcmp(3, 3, kOwn4),
      "local/local-reject");
  row("v4 OUTPUT reject admin-prohibited", tcp4().failed(E::kHostUnreachable).ownIcmp(3, 13, kOwn4),
      "local/local-reject");
  row("v6 OUTPUT reject port-unreachable", tcp6().failed(E::kConnectionRefused).ownIcmp(1, 4, kOwn6),
      "local/local-reject");
  row("v6 OUTPUT reject admin-prohibited", tcp6().failed(E::kAccessDenied).ownIcmp(1, 1, kOwn6), "local/local-reject");
  row("v4 OUTPUT reject host-unreachable, next hop answers",
      tcp4().failed(E::kHostUnreachable).ownIcmp(3, 1, kOwn4).neighbour(N::kReachable), "local/local-reject");
  row("v4 OUTPUT reject host-unreachable, late, next hop's address known",
      tcp4().failed(E::kHostUnreachable).ownIcmp(3, 1, kOwn4).after(3050ms).neighbour(N::kOther), "local/local-reject");
  row("v6 OUTPUT reject addr-unreachable, late, next hop's address known",
      tcp6().failed(E::kHostUnreachable).ownIcmp(1, 3, kOwn6).after(3050ms).neighbour(N::kOther), "local/local-reject");
  row("v4 OUTPUT reject host-unreachable, next hop never asked",
      tcp4().failed(E::kHostUnreachable).ownIcmp(3, 1, kOwn4).after(1ms), "local/local-reject");
  row("v6 OUTPUT reject addr-unreachable, next hop never asked",
      tcp6().failed(E::kHostUnreachable).ownIcmp(1, 3, kOwn6).after(1ms), "local/local-reject");
  row("v4 INPUT reject of this machine as target",
      tcp4("127.0.0.1").failed(E::kConnectionRefused).ownIcmp(3, 3, "127.0.0.1"), "local/local-reject");
  row("v4 OUTPUT reject with tcp reset looks like a reset", tcp4().failed(E::kConnectionRefused), "closed/rst");

  row("not permitted", tcp4().notSent(E::kNotPermitted), "local/permission");
  row("broadcast", tcp4("255.255.255.255").notSent(E::kAccessDenied), "local/permission");
  row("address in use", tcp4().notSent(E::kAddressInUse), "local/address-in-use");
  row("no source port left", tcp4().notSent(E::kAddressNotAvailable), "local/address-not-available");
  row("no IPv6 here", tcp6().notSent(E::kAddressFamilyNotSupported), "local/family-not-supported");
  row("out of descriptors", tcp4().notSent(E::kOutOfDescriptors), "local/resources");
  row("out of memory", tcp4().notSent(E::kOutOfMemory), "local/resources");
  row("unknown error", tcp4().notSent(E::kOther), "local/other");
}

void JudgeTest::silence_data() {
  columns();
  row("v4 drop", tcp4().silent(), "filtered/timeout");
  row("v6 drop", tcp6().silent(), "filtered/timeout");
  row("the kernel gave up itself", tcp4().failed(E::kTimedOut), "filtered/timeout");
  row("drop, retransmit left", tcp4().silent().retransmitStayedLocal(false), "filtered/timeout");
  row("v4 OUTPUT drop", tcp4().silent().retransmitStayedLocal(true), "local/local-drop");
  row("v6 OUTPUT drop", tcp6().silent().retransmitStayedLocal(true), "local/local-drop");
  row("next hop asked in vain, its SYNs wait here",
      tcp4().silent().retransmitStayedLocal(true).neighbour(N::kIncomplete), "unreachable/neighbour");
  row("v6 next hop given up", tcp6().silent().retransmitStayedLocal(true).neighbour(N::kFailed),
      "unreachable/neighbour");
  row("neighbour still being asked", tcp4().silent().neighbour(N::kIncomplete), "unreachable/neighbour");
  row("neighbour failed", tcp6().silent().neighbour(N::kFailed), "unreachable/neighbour");
  row("neighbour fine", tcp4().silent().neighbour(N::kReachable), "filtered/timeout");
  row("neighbour unknown kind", tcp4().silent().neighbour(N::kOther), "filtered/timeout");
  row("udp v4", udp4().silent(), "open-or-filtered/timeout");
  row("udp v6", udp6().silent(), "open-or-filtered/timeout");
  row("udp neighbour failed", udp4().silent().neighbour(N::kFailed), "unreachable/neighbour");
}

void JudgeTest::udp_data() {
  columns();
  row("v4 reply", udp4().answered(), "open/reply");
  row("v6 reply", udp6().answered(), "open/reply");
  row("v4 closed", udp4().failed(E::kConnectionRefused).icmp(3, 3, kTarget4), "closed/icmp");
  row("v6 closed", udp6().failed(E::kConnectionRefused).icmp(1, 4, kTarget6), "closed/icmp");
  row("v6 closed, scoped", udp6("fe80::1%eth0").failed(E::kConnectionRefused).icmp(1, 4, "fe80::1"), "closed/icmp");
  row("v4 closed on this machine", udp4("127.0.0.1").failed(E::kConnectionRefused).ownIcmp(3, 3, "127.0.0.1"),
      "closed/icmp");
  row("v4 port-unreachable of a router", udp4().failed(E::kConnectionRefused).icmp(3, 3, kRouter4), "rejected/icmp");
  row("v6 port-unreachable of a router", udp6().failed(E::kConnectionRefused).icmp(1, 4, kRouter6), "rejected/icmp");
  row("v4 admin-prohibited by the target", udp4().failed(E::kHostUnreachable).icmp(3, 13, kTarget4), "rejected/icmp");
  row("v4 net-unreachable", udp4().failed(E::kNetworkUnreachable).icmp(3, 0, kRouter4), "unreachable/icmp");
  row("v4 dead neighbour", udp4().failed(E::kHostUnreachable).ownIcmp(3, 1, kOwn4).after(3050ms),
      "unreachable/neighbour");
  row("v4 OUTPUT drop", udp4().notSent(E::kNotPermitted), "local/permission");
  row("v4 OUTPUT reject", udp4().notSent(E::kNotPermitted).ownIcmp(3, 3, kOwn4), "local/local-reject");
  row("v4 OUTPUT reject towards this machine", udp4("127.0.0.1").notSent(E::kNotPermitted).ownIcmp(3, 3, "127.0.0.1"),
      "local/local-reject");
  row("v4 OUTPUT reject host-unreachable", udp4().notSent(E::kNotPermitted).ownIcmp(3, 1, kOwn4), "local/local-reject");
  row("no route", udp4().notSent(E::kNetworkUnreachable), "unreachable/no-route");
  row("blackhole route", udp4().notSent(E::kInvalidArgument), "local/blackhole-route");
  row("no error queue: refused", udp4().failed(E::kConnectionRefused), "closed/icmp");
  row("Windows: reset stands for port-unreachable", udp4().failed(E::kConnectionReset), "closed/icmp");
  row("payload larger than the link", udp4().notSent(E::kMessageTooLong), "local/other");
}

void JudgeTest::everyIcmpCode_data() {
  QTest::addColumn<int>("family");
  QTest::addColumn<int>("type");
  QTest::addColumn<int>("code");
  QTest::addColumn<std::string>("expected");
  const std::set<std::string> unreachable = {"icmp.v4.3.0",  "icmp.v4.3.1", "icmp.v4.3.6",
                                             "icmp.v4.3.7",  "icmp.v4.3.8", "icmp.v4.3.11",
                                             "icmp.v4.3.12", "icmp.v6.1.0", "icmp.v6.1.3"};
  for (int family = 0; family < 2; ++family) {
    for (int type : {0, 1, 2, 3, 4, 5, 11, 12, 200}) {
      for (int code = 0; code <= 16; ++code) {
        const auto key =
            "icmp.v" + std::to_string(family == 0 ? 4 : 6) + '.' + std::to_string(type) + '.' + std::to_string(code);
        QTest::newRow(key.c_str()) << family << type << code
                                   << std::string(unreachable.contains(key) ? "unreachable/icmp" : "rejected/icmp");
      }
    }
  }
}

void JudgeTest::everyIcmpCode() {
  QFETCH(int, family);
  QFETCH(int, type);
  QFETCH(int, code);
  QFETCH(std::string, expected);
  const Attempt attempt = family == 0 ? tcp4().failed(E::kOther).icmp(uint8_t(type), uint8_t(code), kRouter4)
                                      : tcp6().failed(E::kOther).icmp(uint8_t(type), uint8_t(code), kRouter6);
  QCOMPARE(words(judge(attempt)), expected);
  QCOMPARE(catalogueKey(*attempt.icmp), std::string(QTest::currentDataTag()));
}

void JudgeTest::icmpFromThisHostIsNeverTakenForARouter() {
  for (const IcmpReport& icmp : allIcmpReports()) {
    const bool v4 = icmp.family == IpFamily::kV4;
    const Attempt attempt = v4 ? tcp4().failed(E::kOther).ownIcmp(icmp.type, icmp.code, kOwn4)
                               : tcp6().failed(E::kOther).ownIcmp(icmp.type, icmp.code, kOwn6);
    const PortVerdict verdict = judge(attempt);
    QVERIFY2(verdict.reason == Reason::kLocalReject || verdict.reason == Reason::kNeighbour,
             catalogueKey(icmp).c_str());
  }
}

void JudgeTest::exitCodes() {
  const auto codes = [] {
    std::string text;
    for (PortState state : allPortStates()) {
      text += std::string(name(state)) + '=' + std::to_string(exitCode(state)) + ' ';
    }
    return text;
  };
  QCOMPARE(codes(),
           std::string("open=0 closed=1 rejected=3 filtered=2 unreachable=4 local=6 open-or-filtered=2 name-error=5 "
                       "cancelled=0 "));
}

void JudgeTest::namesAreUnique() {
  std::set<std::string_view> reasons, errors;
  for (Reason reason : allReasons())
    reasons.insert(name(reason));
  for (SocketError error : allSocketErrors())
    errors.insert(name(error));
  QCOMPARE(reasons.size(), allReasons().size());
  QCOMPARE(errors.size(), allSocketErrors().size());
  QCOMPARE(name(Reason::kSynAck), std::string_view("syn-ack"));
  QCOMPARE(name(SocketError::kHostUnreachable), std::string_view("EHOSTUNREACH"));
  QCOMPARE(name(Protocol::kUdp), std::string_view("udp"));
}

QTEST_APPLESS_MAIN(JudgeTest)
#include "judge_test.moc"
