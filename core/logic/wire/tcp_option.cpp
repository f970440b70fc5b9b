#include "core/logic/wire/tcp_option.h"

#include "core/logic/wire/network_order_reader.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::uint8_t kEndNumber = 0;
constexpr std::uint8_t kNoOperationNumber = 1;
constexpr std::uint8_t kMostShift = 14;

/// The value of the first option of a kind, if it has the length it must have.
std::optional<NetworkOrderReader> valueOf(std::span<const TcpOption> options, TcpOptionKind kind, std::size_t length) {
  const auto found = std::ranges::find(options, kind, &TcpOption::kind);
  if (found == options.end() || found->value.size() != length) return std::nullopt;
  return NetworkOrderReader(found->value);
}

std::string numberText(const TcpOption& option) {
  const NetworkOrderReader in(option.value);
  switch (option.kind()) {
    case TcpOptionKind::kMaximumSegment:
    case TcpOptionKind::kUserTimeout:
      if (in.size() == 2) return "=" + std::to_string(*in.u16(0));
      break;
    case TcpOptionKind::kWindowScale:
      if (in.size() == 1) return "=" + std::to_string(*in.u8(0));
      break;
    case TcpOptionKind::kTimestamps:
      if (in.size() == 8) return "=" + std::to_string(*in.u32(0)) + "," + std::to_string(*in.u32(4));
      break;
    default: break;
  }
  return in.size() == 0 ? std::string() : "(" + std::to_string(in.size()) + " bytes)";
}

}  // namespace

std::string_view name(TcpOptionKind kind) {
  switch (kind) {
    case TcpOptionKind::kEnd: return "end";
    case TcpOptionKind::kNoOperation: return "nop";
    case TcpOptionKind::kMaximumSegment: return "mss";
    case TcpOptionKind::kWindowScale: return "window-scale";
    case TcpOptionKind::kSackPermitted: return "sack-permitted";
    case TcpOptionKind::kSack: return "sack";
    case TcpOptionKind::kTimestamps: return "timestamps";
    case TcpOptionKind::kMd5: return "md5";
    case TcpOptionKind::kUserTimeout: return "user-timeout";
    case TcpOptionKind::kAuthentication: return "authentication";
    case TcpOptionKind::kMultipath: return "mptcp";
    case TcpOptionKind::kFastOpen: return "fast-open";
    case TcpOptionKind::kExperiment: return "experiment";
    case TcpOptionKind::kOther: break;
  }
  return "other";
}

TcpOptionKind TcpOption::kind() const {
  switch (number) {
    case kEndNumber: return TcpOptionKind::kEnd;
    case kNoOperationNumber: return TcpOptionKind::kNoOperation;
    case 2: return TcpOptionKind::kMaximumSegment;
    case 3: return TcpOptionKind::kWindowScale;
    case 4: return TcpOptionKind::kSackPermitted;
    case 5: return TcpOptionKind::kSack;
    case 8: return TcpOptionKind::kTimestamps;
    case 19: return TcpOptionKind::kMd5;
    case 28: return TcpOptionKind::kUserTimeout;
    case 29: return TcpOptionKind::kAuthentication;
    case 30: return TcpOptionKind::kMultipath;
    case 34: return TcpOptionKind::kFastOpen;
    case 253:
    case 254: return TcpOptionKind::kExperiment;
    default: return TcpOptionKind::kOther;
  }
}

std::vector<TcpOption> decodeTcpOptions(std::span<const std::byte> bytes) {
  std::vector<TcpOption> options;
  while (!bytes.empty()) {
    const auto number = std::to_integer<std::uint8_t>(bytes[0]);
    if (number == kEndNumber || number == kNoOperationNumber) {
      options.push_back({number, {}});
      if (number == kEndNumber) break;
      bytes = bytes.subspan(1);
      continue;
    }
    if (bytes.size() < 2) break;
    const auto length = std::to_integer<std::size_t>(bytes[1]);
    if (length < 2 || length > bytes.size()) break;
    const auto value = bytes.subspan(2, length - 2);
    options.push_back({number, {value.begin(), value.end()}});
    bytes = bytes.subspan(length);
  }
  return options;
}

std::optional<std::uint16_t> maximumSegmentOf(std::span<const TcpOption> options) {
  const auto value = valueOf(options, TcpOptionKind::kMaximumSegment, 2);
  return value ? value->u16(0) : std::nullopt;
}

std::optional<std::uint8_t> windowScaleOf(std::span<const TcpOption> options) {
  const auto value = valueOf(options, TcpOptionKind::kWindowScale, 1);
  if (!value) return std::nullopt;
  return std::min(*value->u8(0), kMostShift);
}

std::optional<std::uint32_t> timestampOf(std::span<const TcpOption> options) {
  const auto value = valueOf(options, TcpOptionKind::kTimestamps, 8);
  return value ? value->u32(0) : std::nullopt;
}

bool permitsSack(std::span<const TcpOption> options) {
  return valueOf(options, TcpOptionKind::kSackPermitted, 0).has_value();
}

std::string textOf(const TcpOption& option) {
  const TcpOptionKind kind = option.kind();
  const bool named = kind != TcpOptionKind::kOther && kind != TcpOptionKind::kExperiment;
  return (named ? std::string(name(kind)) : "kind-" + std::to_string(option.number)) + numberText(option);
}

std::string textOf(std::span<const TcpOption> options) {
  std::string text;
  for (const TcpOption& option : options)
    text += (text.empty() ? "" : " ") + textOf(option);
  return text;
}

}  // namespace synscope
