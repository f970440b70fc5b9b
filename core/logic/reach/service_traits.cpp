#include "core/logic/reach/service_traits.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr auto kSpeakFirst = std::to_array<std::uint16_t>({
    13,     // daytime
    17,     // quote of the day
    19,     // character generator
    21,     // FTP control, RFC 959 section 5.4
    22,     // SSH, RFC 4253 section 4.2
    23,     // Telnet, in practice
    25,     // SMTP, RFC 5321 section 3.1
    37,     // time
    106,    // poppassd
    110,    // POP3, RFC 1939 section 4
    119,    // NNTP, RFC 3977 section 5.1
    143,    // IMAP, RFC 9051 section 7.1
    433,    // NNTP between servers
    587,    // mail submission
    873,    // rsync daemon
    2000,   // ManageSieve before RFC 5804
    2121,   // FTP, other port
    2222,   // SSH, other port
    2525,   // SMTP, other port
    3306,   // MySQL
    4190,   // ManageSieve, RFC 5804 section 1.2
    5900,   // RFB (VNC), RFC 6143 section 7.1.1
    5901,   // VNC, second display
    6600,   // MPD
    33060,  // MySQL X
});

constexpr auto kTlsFromStart = std::to_array<std::uint16_t>({
    261,               // IIOP over TLS
    322,               // RTSPS
    443,               // HTTPS
    465,               // mail submission, RFC 8314
    563,               // NNTPS
    636,               // LDAPS
    853,               // DNS over TLS, RFC 7858
    989,  990,         // FTPS
    992,               // Telnet over TLS
    993,  994,   995,  // IMAPS, IRCS, POP3S
    1965,              // Gemini
    2376,              // Docker
    2484,              // Oracle
    3269,              // global catalogue
    4433, 4443,
    5061,        // SIP over TLS
    5223,        // XMPP, direct TLS
    5671,        // AMQPS
    5986,        // WinRM
    6443,        // Kubernetes
    6514,        // syslog over TLS, RFC 5425
    6679, 6697,  // IRC over TLS, RFC 7194
    7443, 8443,
    8883,  // MQTT over TLS
    9443, 10443,
});

constexpr auto kHttp = std::to_array<std::uint16_t>({
    80,   81,   443,  591,  631,  2375, 2376, 2379, 3000, 3128, 4200, 4433,  4443,  5000, 5173,
    5601, 5984, 5985, 5986, 6443, 7001, 7080, 7443, 8000, 8001, 8008, 8009,  8080,  8081, 8086,
    8088, 8090, 8123, 8443, 8500, 8888, 9000, 9090, 9091, 9200, 9443, 10443, 15672,
});

template <typename Ports>
bool holds(const Ports& ports, std::uint16_t port) {
  return std::ranges::binary_search(ports, port);
}

static_assert(std::ranges::is_sorted(kSpeakFirst) && std::ranges::is_sorted(kTlsFromStart) &&
              std::ranges::is_sorted(kHttp));

}  // namespace

ServiceTraits serviceTraits(std::uint16_t tcpPort) {
  return {holds(kSpeakFirst, tcpPort), holds(kTlsFromStart, tcpPort), holds(kHttp, tcpPort)};
}

}  // namespace synscope
