#include "core/logic/kernel/tcp_info.h"

#include "core/logic/kernel/host_order_reader.h"

namespace synscope {
namespace {

using Byte = std::uint8_t;
using Word = std::uint32_t;
using Long = std::uint64_t;

constexpr Word kInfiniteSsthresh = 0x7fff'ffff;  // TCP_INFINITE_SSTHRESH: no loss yet
constexpr Word kNoMinRtt = 0xffff'ffff;

/// TCPI_OPT_* of include/uapi/linux/tcp.h.
enum Option : Byte { kTimestamps = 1, kSack = 2, kWindowScale = 4, kEcn = 8 };

void decodeOptions(const HostOrderReader& in, TcpInfo& info) {
  const auto options = in.at<Byte>(5);
  if (!options) return;
  info.timestamps = (*options & kTimestamps) != 0;
  info.selectiveAck = (*options & kSack) != 0;
  info.windowScaling = (*options & kWindowScale) != 0;
  info.ecn = (*options & kEcn) != 0;
}

/// The kernel declares these as bit-fields, whose place depends on the machine; the low half comes first on
/// little-endian ones, which is every system we build for.
void decodeBitFields(const HostOrderReader& in, TcpInfo& info) {
  if (const auto scales = in.at<Byte>(6); scales && info.windowScaling.value_or(false)) {
    info.sendWindowScale = *scales & 0x0f;
    info.receiveWindowScale = *scales >> 4;
  }
  if (const auto flags = in.at<Byte>(7)) info.deliveryRateAppLimited = (*flags & 1) != 0;
}

void decodeBasics(const HostOrderReader& in, TcpInfo& info) {
  info.congestionState = in.at<Byte>(1);
  info.retransmits = in.at<Byte>(2);
  info.probes = in.at<Byte>(3);
  info.backoff = in.at<Byte>(4);
  info.rtoUs = in.at<Word>(8);
  info.atoUs = in.at<Word>(12);
  info.sendMss = in.at<Word>(16);
  info.receiveMss = in.at<Word>(20);
  info.unacked = in.at<Word>(24);
  info.sacked = in.at<Word>(28);
  info.lost = in.at<Word>(32);
  info.retransmitsInFlight = in.at<Word>(36);
  info.lastDataSentMs = in.at<Word>(44);
  info.lastDataReceivedMs = in.at<Word>(52);
  info.lastAckReceivedMs = in.at<Word>(56);
}

/// A number that stands for "no measurement yet" is none.
std::optional<Word> measured(std::optional<Word> value, Word none) {
  return value == none ? std::nullopt : value;
}

void decodeMetrics(const HostOrderReader& in, TcpInfo& info) {
  info.pathMtu = in.at<Word>(60);
  info.receiveSsthresh = in.at<Word>(64);
  info.rttUs = measured(in.at<Word>(68), 0);
  if (info.rttUs) info.rttVarianceUs = in.at<Word>(72);
  info.sendSsthresh = measured(in.at<Word>(76), kInfiniteSsthresh);
  info.cwnd = in.at<Word>(80);
  info.advertisedMss = in.at<Word>(84);
  info.reordering = in.at<Word>(88);
  info.receiverRttUs = measured(in.at<Word>(92), 0);
  info.receiveSpace = in.at<Word>(96);
  info.totalRetransmits = in.at<Word>(100);
}

void decodeCounters(const HostOrderReader& in, TcpInfo& info) {
  info.pacingRate = in.at<Long>(104);
  info.maxPacingRate = in.at<Long>(112);
  info.bytesAcked = in.at<Long>(120);
  info.bytesReceived = in.at<Long>(128);
  info.segmentsOut = in.at<Word>(136);
  info.segmentsIn = in.at<Word>(140);
  info.notSentBytes = in.at<Word>(144);
  info.minRttUs = measured(in.at<Word>(148), kNoMinRtt);
  info.dataSegmentsIn = in.at<Word>(152);
  info.dataSegmentsOut = in.at<Word>(156);
}

void decodeTail(const HostOrderReader& in, TcpInfo& info) {
  info.deliveryRate = in.at<Long>(160);
  info.busyUs = in.at<Long>(168);
  info.receiverLimitedUs = in.at<Long>(176);
  info.senderLimitedUs = in.at<Long>(184);
  info.delivered = in.at<Word>(192);
  info.deliveredEcn = in.at<Word>(196);
  info.bytesSent = in.at<Long>(200);
  info.bytesRetransmitted = in.at<Long>(208);
  info.duplicateSacks = in.at<Word>(216);
  info.reorderingsSeen = in.at<Word>(220);
  info.outOfOrderReceived = in.at<Word>(224);
  info.sendWindow = in.at<Word>(228);
  info.receiveWindow = in.at<Word>(232);
}

}  // namespace

std::optional<TcpInfo> decodeLinuxTcpInfo(std::span<const std::byte> bytes) {
  const HostOrderReader in(bytes);
  const auto state = in.at<Byte>(0);
  if (!state) return std::nullopt;
  TcpInfo info;
  info.state = tcpStateFromLinux(*state);
  decodeOptions(in, info);
  decodeBitFields(in, info);
  decodeBasics(in, info);
  decodeMetrics(in, info);
  decodeCounters(in, info);
  decodeTail(in, info);
  return info;
}

}  // namespace synscope
