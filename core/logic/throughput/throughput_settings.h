#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/base/time.h"
#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <optional>
#include <string>

namespace synscope {

/// Who sends, seen from the client. kInTurn is two tests, one after the other: up, then down.
enum class TransferDirection { kUp, kDown, kBoth, kInTurn };

/// "up", "down", "both", "in-turn".
std::string_view name(TransferDirection direction);

/// One test as the client asks for it. Ranges are iperf3's; plain values, nothing checked yet.
struct ThroughputSettings {
  Protocol protocol = Protocol::kTcp;
  TransferDirection direction = TransferDirection::kUp;
  int parallel = 1;                          ///< Streams per direction, 1 to 128.
  Duration time = std::chrono::seconds(10);  ///< Without omit; up to 86,400 s; 0: until bytes, blocks or stopped.
  Duration omit{};                           ///< Left out of the numbers at the start, up to 600 s.
  std::uint64_t bytes = 0, blocks = 0;       ///< Limits over all streams, 0: none. One of time, bytes, blocks ends it.
  std::optional<std::uint32_t> blockLength;  ///< TCP 1 to 1,048,576; UDP 16 to 65,507. nullopt: the best for the way.
  std::optional<std::uint64_t>
      bitsPerSecond;         ///< Per stream; 0: unlimited. nullopt: unlimited for TCP, 1 Mibit/s for UDP.
  int burst = 0;             ///< Blocks back to back before the rate is looked at, 0 to 1,000.
  std::uint64_t pacing = 0;  ///< SO_MAX_PACING_RATE, bit/s; 0: none.
  std::uint32_t window = 0;  ///< SO_SNDBUF and SO_RCVBUF, bytes; 0: the system's own choice.
  std::uint32_t mss = 0;     ///< TCP_MAXSEG, 88 to 32,767 bytes; 0: the path's own.
  bool noDelay = false;
  std::string congestion;       ///< TCP_CONGESTION; empty: the system's.
  int tos = 0;                  ///< IP TOS or traffic class byte, 0 to 255: DSCP << 2 | ECN.
  std::uint32_t flowLabel = 0;  ///< IPv6, 1 to 0xfffff; 0: the system's.
  bool serverOutput = false;
  bool counters64 = false;  ///< UDP sequence numbers of 64 bits.
  bool repeatingPayload = false;
  bool dontFragment = false;  ///< UDP over IPv4.
  bool zeroCopy = false;  ///< An iperf3 server that sends is asked to do so without copying; ours need not be asked.
  std::string title, extraData;

  bool operator==(const ThroughputSettings&) const = default;
};

/// Data flows in both directions, at once or in turn.
bool bothWays(TransferDirection direction);
/// How long data flows, omit time included; 0: not known before.
Duration wholeTime(const ThroughputSettings& settings);

/// Bytes (TCP) or datagrams (UDP) that all streams of one direction move together; 0: no limit. What a stranger asks
/// for stays within 63 bits.
std::uint64_t transferLimit(const ThroughputSettings& settings);

/// The UDP rate per stream where a person chose none: 1 Mibit/s, as iperf3's.
inline constexpr std::uint64_t kDefaultUdpBitsPerSecond = 1'048'576;

/// How a client proves who it is to an iperf3 server that asks for it. Stands in no report and no file.
struct ThroughputLogin {
  std::string user, password;
  std::string publicKeyFile;  ///< PEM: the server's RSA key.
  bool olderPadding = false;  ///< PKCS#1 v1.5 at once, as iperf3 before 3.17; else OAEP, and that where it is refused.
};

/// Where a client finds its server and how it behaves until it has one.
struct ThroughputConnection {
  std::string host;
  std::uint16_t port = 5201;
  std::optional<IpFamily> family;
  std::optional<IpAddress> bindAddress;
  std::uint16_t dataPort = 0;  ///< Local port of the first data stream, 0: any.
  Duration connectTimeout = std::chrono::seconds(10);
  Duration waitWhenBusy{};                      ///< A busy server is asked again for so long; 0: told at once.
  Duration interval = std::chrono::seconds(1);  ///< Of the report, 0.1 to 60 s; 0: none but the sum.
  bool latencyUnderLoad = false;                ///< Connect latency idle, then while each direction is loaded.
  std::optional<ThroughputLogin> login;
  std::string interface;                                ///< Only this one is used; empty: the system's choice.
  Duration receiveTimeout = std::chrono::seconds(120);  ///< Nothing received for so long ends a test.
  std::optional<Duration> userTimeout;  ///< TCP_USER_TIMEOUT of control and data; nullopt: the system's.
};

/// What our server does with a client that comes while another is being served.
enum class BusyPolicy { kRefuse, kQueue, kServeTogether };

std::string_view name(BusyPolicy policy);

/// Whom our server lets in. Its clients encrypt who they are with the public half of the key.
struct ThroughputGate {
  std::string privateKeyFile;  ///< PEM, RSA, without a pass phrase.
  std::string usersFile;       ///< Lines `user,hash` as iperf3's; read again for every client.
  Duration clockTolerance = std::chrono::seconds(10);
  bool olderPadding = false;  ///< Also take PKCS#1 v1.5 of clients before 3.17, which a patient attacker can break.
};

struct ThroughputServerSettings {
  std::uint16_t port = 5201;  ///< 0: any free one.
  std::optional<IpAddress> bindAddress;
  std::optional<IpFamily> family;
  BusyPolicy busy = BusyPolicy::kServeTogether;
  int maxClients = 16;                            ///< kServeTogether: at once. kQueue: waiting.
  bool once = false;                              ///< End after one test.
  std::uint64_t maxBitsPerSecond = 0;             ///< What one client may ask for and get, all its streams; 0: any.
  Duration rateWindow = std::chrono::seconds(5);  ///< Over which what a client really moves is averaged.
  Duration maxTime = std::chrono::hours(1);       ///< Of one test.
  Duration interval = std::chrono::seconds(1);
  Duration receiveTimeout = std::chrono::seconds(120);  ///< No data for so long ends a test.
  std::optional<Duration> userTimeout;                  ///< TCP_USER_TIMEOUT of control and data.
  std::optional<Duration> idleEnd;                      ///< With `once`: nobody came for so long.
  std::optional<ThroughputGate> gate;                   ///< nullopt: everybody may come.
};

}  // namespace synscope
