#include "tests/support/sample_scan.h"

namespace synscope {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;

ScanRow row(std::uint32_t host, std::uint16_t port, PortState state, Reason reason, Duration elapsed) {
  ScanRow row;
  row.hostIndex = host;
  row.port = port;
  row.verdict = {state, reason};
  row.elapsed = elapsed;
  row.synRetransmits = state == PortState::kFiltered ? 1 : 0;
  return row;
}

ScanRow rejected(std::uint32_t host, std::uint16_t port, std::uint8_t code) {
  ScanRow made = row(host, port, PortState::kRejected, Reason::kIcmp, microseconds(640));
  made.icmp = IcmpReport{IpFamily::kV4, 3, code, *IpAddress::parse("10.9.0.1"), false};
  made.error = SocketError::kHostUnreachable;
  return made;
}

}  // namespace

std::vector<ScanHostLabel> sampleHosts() {
  return {{QStringLiteral("web.example.net"), QStringLiteral("10.9.2.10")},
          {QStringLiteral("10.9.3.20"), QStringLiteral("10.9.3.20")}};
}

std::vector<ScanRow> sampleScan() {
  std::vector<ScanRow> rows;
  for (std::uint32_t host = 0; host < 2; ++host) {
    for (const int port : {22, 25, 53, 80, 110, 111, 143, 443, 993, 3306, 5432, 8080, 8443, 9100}) {
      const auto number = static_cast<std::uint16_t>(port);
      const bool open =
          port == 22 || port == 443 || (host == 0 && (port == 80 || port == 8443)) || (host == 1 && port == 5432);
      if (open)
        rows.push_back(row(host, number, PortState::kOpen, Reason::kSynAck, microseconds(700 + port % 97 * 11)));
      else if (port == 25 || port == 3306 || port == 111)
        rows.push_back(rejected(host, number, port == 111 ? 10 : 13));
      else if (port == 8080 || port == 9100)
        rows.push_back(row(host, number, PortState::kFiltered, Reason::kTimeout, milliseconds(1000)));
      else
        rows.push_back(row(host, number, PortState::kClosed, Reason::kRst, microseconds(500 + port % 53 * 7)));
    }
  }
  return rows;
}

std::vector<ScanRow> fullScan(int every) {
  std::vector<ScanRow> rows;
  rows.reserve(65'535);
  for (int port = 1; port <= 65'535; ++port) {
    const bool open = port % every == 0;
    rows.push_back(row(0, static_cast<std::uint16_t>(port), open ? PortState::kOpen : PortState::kClosed,
                       open ? Reason::kSynAck : Reason::kRst, microseconds(30 + port % 40)));
  }
  return rows;
}

}  // namespace synscope
