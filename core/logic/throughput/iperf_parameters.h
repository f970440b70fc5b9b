#pragma once

#include "core/logic/base/error.h"
#include "core/logic/throughput/throughput_settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// Ranges of iperf3's parameters (its newest version checks all of them).
namespace iperfLimit {
inline constexpr std::size_t kParameterBytes = 8192;
inline constexpr int kParallel = 128, kBurst = 1000, kTos = 255;
inline constexpr Duration kTime = std::chrono::seconds(86'400), kOmit = std::chrono::seconds(600);
inline constexpr std::uint32_t kTcpBlock = 1'048'576, kDatagramMin = 16, kDatagramMax = 65'507, kMssMin = 88,
                               kMssMax = 32'767, kWindow = 512U << 20U, kFlowLabel = 0xfffff,
                               kDefaultTcpBlock = 131'072, kDefaultDatagram = 1460;
}  // namespace iperfLimit

/// What a client asks of a server.
struct IperfParameters {
  ThroughputSettings settings;  ///< blockLength is always set.
  std::string clientVersion;    ///< As told: "3.12"; hostile, may be empty.
  std::string authToken;        ///< Base64 of what is encrypted; hostile, empty where there was none.
};

/// One data stream of a test, in the order of opening.
struct IperfStreamPlan {
  int id = 1;
  bool clientSends = true;
};

/// Up and both: `parallel` streams that the client sends on; down and both: then as many that the server sends on.
std::vector<IperfStreamPlan> iperfStreams(const ThroughputSettings& settings);

/// Settings as both ends really use them: whole seconds (a part counts as one), `time` 0 where bytes or blocks end the
/// test, the block length and the UDP rate chosen.
ThroughputSettings inIperfTerms(ThroughputSettings settings);

/// The first setting outside its range: kOutOfRange, `subject` the option and its value, `operation` the range.
std::optional<Error> outOfIperfRange(const ThroughputSettings& settings);

/// JSON for the server. Flags stand in it only where they are set (servers look at the presence, not at the value).
std::string encodeIperfParameters(const ThroughputSettings& settings, std::string_view clientVersion,
                                  std::string_view authToken = {});

/// Either parameters or the number of the SERVER_ERROR they deserve.
struct IperfParametersRead {
  std::optional<IperfParameters> parameters;
  std::uint32_t refusal = 0;
};

/// Reads what a client sent. A key of the wrong type is as absent, and so is a flag that is false or null.
IperfParametersRead decodeIperfParameters(std::string_view json);

}  // namespace synscope
