#include "core/logic/reach/udp_payload_builders.h"

#include <string>

namespace synscope::payload {

/// SIP OPTIONS, RFC 3261 section 11. The answer comes back to where it was sent from (rport, RFC 3581).
Bytes sip(Rng& rng) {
  const std::string token = std::to_string(rng.next());
  return ByteWriter()
      .text("OPTIONS sip:synscope@synscope.invalid SIP/2.0\r\n")
      .text("Via: SIP/2.0/UDP synscope.invalid;branch=z9hG4bK" + token + ";rport\r\n")
      .text("Max-Forwards: 70\r\n")
      .text("From: <sip:synscope@synscope.invalid>;tag=" + token + "\r\n")
      .text("To: <sip:synscope@synscope.invalid>\r\n")
      .text("Call-ID: " + token + "@synscope.invalid\r\n")
      .text("CSeq: 1 OPTIONS\r\n")
      .text("Accept: application/sdp\r\n")
      .text("Content-Length: 0\r\n\r\n")
      .take();
}

/// M-SEARCH of UPnP Device Architecture 1.1 section 1.3.2, sent to one host.
Bytes ssdp(Rng&) {
  return ByteWriter()
      .text("M-SEARCH * HTTP/1.1\r\n")
      .text("HOST: 239.255.255.250:1900\r\n")
      .text("MAN: \"ssdp:discover\"\r\n")
      .text("MX: 1\r\n")
      .text("ST: upnp:rootdevice\r\n\r\n")
      .take();
}

/// Binding request without attributes, RFC 8489 section 5.
Bytes stun(Rng& rng) {
  constexpr unsigned kBindingRequest = 0x0001;
  constexpr std::uint32_t kMagicCookie = 0x2112a442;
  return ByteWriter().u16(kBindingRequest).u16(0).u32(kMagicCookie).random(rng, 12).take();
}

}  // namespace synscope::payload
