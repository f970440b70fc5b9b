#pragma once

#include "core/logic/kernel/tcp_info.h"

namespace synscope {

/// Calls visit(name, member) for every optional member of a TcpInfo, const or not: what writes and reads them all.
/// The names are those of a recording, and of CONTRACT's `sockets` where that has them.
template <typename Info, typename Visit>
void visitTcpInfo(Info& info, Visit&& visit) {
  visit("congestion_state", info.congestionState);
  visit("timeouts", info.retransmits);
  visit("probes", info.probes);
  visit("backoff", info.backoff);
  visit("timestamps", info.timestamps);
  visit("sack", info.selectiveAck);
  visit("window_scaling", info.windowScaling);
  visit("ecn", info.ecn);
  visit("send_wscale", info.sendWindowScale);
  visit("receive_wscale", info.receiveWindowScale);
  visit("delivery_rate_app_limited", info.deliveryRateAppLimited);
  visit("rto_us", info.rtoUs);
  visit("ato_us", info.atoUs);
  visit("mss", info.sendMss);
  visit("receive_mss", info.receiveMss);
  visit("advertised_mss", info.advertisedMss);
  visit("unacked", info.unacked);
  visit("sacked", info.sacked);
  visit("lost", info.lost);
  visit("retransmits_in_flight", info.retransmitsInFlight);
  visit("last_sent_ms", info.lastDataSentMs);
  visit("last_received_ms", info.lastDataReceivedMs);
  visit("last_ack_ms", info.lastAckReceivedMs);
  visit("path_mtu", info.pathMtu);
  visit("rtt_us", info.rttUs);
  visit("rtt_variance_us", info.rttVarianceUs);
  visit("min_rtt_us", info.minRttUs);
  visit("receiver_rtt_us", info.receiverRttUs);
  visit("ssthresh", info.sendSsthresh);
  visit("cwnd", info.cwnd);
  visit("reordering", info.reordering);
  visit("receive_ssthresh", info.receiveSsthresh);
  visit("receive_space", info.receiveSpace);
  visit("retransmits", info.totalRetransmits);
  visit("pacing_rate", info.pacingRate);
  visit("max_pacing_rate", info.maxPacingRate);
  visit("delivery_rate", info.deliveryRate);
  visit("bytes_acked", info.bytesAcked);
  visit("bytes_received", info.bytesReceived);
  visit("bytes_sent", info.bytesSent);
  visit("bytes_retransmitted", info.bytesRetransmitted);
  visit("segments_out", info.segmentsOut);
  visit("segments_in", info.segmentsIn);
  visit("data_segments_in", info.dataSegmentsIn);
  visit("data_segments_out", info.dataSegmentsOut);
  visit("not_sent", info.notSentBytes);
  visit("busy_us", info.busyUs);
  visit("receiver_limited_us", info.receiverLimitedUs);
  visit("sender_limited_us", info.senderLimitedUs);
  visit("delivered", info.delivered);
  visit("delivered_ecn", info.deliveredEcn);
  visit("duplicate_sacks", info.duplicateSacks);
  visit("reorderings_seen", info.reorderingsSeen);
  visit("out_of_order_received", info.outOfOrderReceived);
  visit("send_window", info.sendWindow);
  visit("receive_window", info.receiveWindow);
}

}  // namespace synscope
