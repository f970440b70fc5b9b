#pragma once

#include "core/logic/endpoint/traffic_export.h"

#include <unordered_map>

namespace synscope {

/// Payloads as a pcapng file (draft-ietf-opsawg-pcapng) of raw IP packets, so that other tools can read the
/// conversation. IP, TCP and UDP headers are made up from addresses, ports and lengths: sequence numbers begin at 1 on
/// either side and follow the payloads, check sums are right, there is no handshake; a comment in the file says so.
class PcapngExporter : public TrafficExporter {
 public:
  explicit PcapngExporter(TrafficExportOptions options) : m_options(std::move(options)) {}

  void begin(std::string& out) override;
  void add(std::uint64_t number, const TrafficRecordView& record, std::string& out) override;

 private:
  struct Sequence {
    std::uint32_t in = 1, out = 1;
  };
  void addPacket(const TrafficRecordView& record, std::span<const std::byte> payload, std::string& out);
  IpEndpoint localOf(const TrafficRecordView& record) const;

  TrafficExportOptions m_options;
  std::unordered_map<ConnectionId, Sequence> m_sequences;
};

}  // namespace synscope
