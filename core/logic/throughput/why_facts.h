#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <optional>

namespace synscope {

/// What a report says about one direction, boiled down to the numbers that the rules of why_slow.cpp look at.
/// Percentages are 0 to 100. nullopt: this end was not told.
struct WhyFacts {
  bool udp = false;
  bool nothingArrived = false;  ///< The receiver told, and counted nothing of what was sent.
  bool sameMachine = false;     ///< The peer's address is this machine's.
  int streams = 1;              ///< In this direction.
  double rate = 0;              ///< Bit/s, as the receiver counted where it told.
  double asked = 0;             ///< Bit/s over all streams, the smallest limit set; 0: none.
  double sentRate = 0;
  double seconds = 0;                       ///< With the omit time.
  bool stopped = false;                     ///< By a person, before its time; the other end's numbers are not told.
  double counted = 0;                       ///< Seconds without the omit time.
  std::optional<double> busy;               ///< Of the time: data was on its way or waiting (Linux tcpi_busy_time).
  std::optional<double> receiverLimited;    ///< Of the busy time (tcpi_rwnd_limited).
  std::optional<double> senderLimited;      ///< Of the busy time (tcpi_sndbuf_limited).
  std::optional<double> retransmits;        ///< Segments.
  std::optional<double> lossPercent;        ///< TCP: sent again, of those sent. UDP: lost, of those sent.
  std::optional<double> bufferDropPercent;  ///< UDP: of the lost, those that the receiver's kernel dropped.
  std::optional<double> rttMs, minRttMs;    ///< TCP's own: typical while running, and the least ever.
  std::optional<double> addedMs;     ///< By the load: by the latency measured beside it, else by TCP's own numbers.
  std::optional<double> cwndBytes;   ///< Per stream, typical.
  std::optional<double> sendWindow;  ///< Per stream, bytes: the peer's window.
  std::optional<double> mss;
  bool slowStart = false;                        ///< Sure that no loss ended slow start.
  std::optional<double> senderCpu, receiverCpu;  ///< Of one core for each stream, or of all cores where they are fewer.
  std::optional<double> window;                  ///< Socket buffer asked for, bytes.
  std::optional<double> variation;  ///< Of the rate over the lines, percent of the median, by the quartiles.
};

/// @param sender Looks at what this end sends (else: receives).
WhyFacts whyFacts(const ThroughputReport& report, bool sender);

/// Part of the busy time that neither end's buffers can be blamed for; nullopt where that is not known.
std::optional<double> networkLimited(const WhyFacts& facts);

/// RTT under load over the least RTT; nullopt where one is not known.
std::optional<double> rttGrowth(const WhyFacts& facts);

}  // namespace synscope
