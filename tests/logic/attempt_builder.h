#pragma once

#include "core/logic/reach/attempt.h"

namespace synscope::test {

/// Spells an Attempt the way a row of a table reads: `tcp4().failed(E::kHostUnreachable).icmp(3, 13, kRouter4)`.
class AttemptBuilder {
 public:
  AttemptBuilder(Protocol protocol, const char* target) {
    m_attempt.protocol = protocol;
    m_attempt.target = {*IpAddress::parse(target), 443};
  }

  AttemptBuilder& answered() { return ended(AttemptEnd::kAnswered); }
  AttemptBuilder& silent() { return ended(AttemptEnd::kSilent); }
  AttemptBuilder& cancelled() { return ended(AttemptEnd::kCancelled); }
  AttemptBuilder& failed(SocketError error) { return ended(AttemptEnd::kFailed, error); }
  AttemptBuilder& notSent(SocketError error) { return ended(AttemptEnd::kNotSent, error); }

  AttemptBuilder& icmp(std::uint8_t type, std::uint8_t code, const char* from, bool fromThisHost = false) {
    m_attempt.icmp = IcmpReport{m_attempt.target.address.family(), type, code, *IpAddress::parse(from), fromThisHost};
    return *this;
  }
  AttemptBuilder& ownIcmp(std::uint8_t type, std::uint8_t code, const char* from) {
    return icmp(type, code, from, true);
  }
  AttemptBuilder& neighbour(NeighbourState state) {
    m_attempt.neighbour = state;
    return *this;
  }
  AttemptBuilder& retransmitStayedLocal(bool stayed) {
    m_attempt.synRetransmits = 1;
    m_attempt.retransmitStayedLocal = stayed;
    return *this;
  }
  AttemptBuilder& after(Duration elapsed) {
    m_attempt.elapsed = elapsed;
    return *this;
  }
  AttemptBuilder& selfConnected() {
    m_attempt.selfConnected = true;
    return *this;
  }

  operator const Attempt&() const { return m_attempt; }

 private:
  AttemptBuilder& ended(AttemptEnd end, SocketError error = SocketError::kNone) {
    m_attempt.end = end;
    m_attempt.error = error;
    return *this;
  }

  Attempt m_attempt;
};

inline AttemptBuilder tcp4(const char* target = "10.9.0.2") {
  return {Protocol::kTcp, target};
}
inline AttemptBuilder tcp6(const char* target = "fd00:9::2") {
  return {Protocol::kTcp, target};
}
inline AttemptBuilder udp4(const char* target = "10.9.0.2") {
  return {Protocol::kUdp, target};
}
inline AttemptBuilder udp6(const char* target = "fd00:9::2") {
  return {Protocol::kUdp, target};
}

}  // namespace synscope::test
