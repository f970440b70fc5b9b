#include "tests/support/sample_log.h"

#include "core/engine/base/clock.h"

#include <chrono>

namespace synscope {
namespace {

class Conversation {
 public:
  explicit Conversation(TrafficLog& log) : m_log(log), m_at(monotonicNow()) {}

  void in(ConnectionId connection, const std::string& payload, int waitMs) {
    note(connection, TrafficDirection::kIn, payload, waitMs);
  }
  void out(ConnectionId connection, const std::string& payload, int waitMs) {
    note(connection, TrafficDirection::kOut, payload, waitMs);
  }

 private:
  void note(ConnectionId connection, TrafficDirection direction, const std::string& payload, int waitMs) {
    m_at += std::chrono::microseconds(waitMs * 1000 + 137);
    const IpEndpoint peer{
        .address = connection == 1 ? IpAddress::v4({10, 9, 3, 20}) : *IpAddress::parse("2001:db8::20"),
        .port = static_cast<std::uint16_t>(connection == 1 ? 51324 : 40218)};
    m_log.append(m_at, connection, direction, peer, std::as_bytes(std::span(payload)));
  }

  TrafficLog& m_log;
  TimePoint m_at;
};

std::string page() {
  std::string body;
  for (int i = 1; i <= 60; ++i)
    body += "<li>Reading " + std::to_string(i) + ": " + std::to_string(20 + i % 7) + "." + std::to_string(i % 10) +
            " °C</li>\n";
  return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<ul>\n" + body + "</ul>\n";
}

}  // namespace

std::shared_ptr<TrafficLog> sampleLog(const QString& folder) {
  auto log = TrafficLog::create(folder).value();
  Conversation talk(*log);
  talk.in(1, "GET /readings HTTP/1.1\r\nHost: web.example.net\r\nUser-Agent: curl/7.88.1\r\n\r\n", 0);
  talk.out(1, page(), 3);
  talk.in(2, "HELLO station-7\r\n", 41);
  talk.out(2, "OK 你好，7 号站\r\n", 1);
  talk.in(2, std::string("\x01\x03\x00\x6b\x00\x03\x76\x87", 8), 220);
  talk.out(2, std::string("\x01\x03\x06\x02\x2b\x00\x00\x00\x64\x05\x7a", 11), 2);
  talk.in(1, "\x1b[2J\x1b[31mALARM\x1b[0m\a\r\n", 510);
  talk.in(1,
          "invoice\xe2\x80\xae"
          "fdp.exe\r\n",
          12);
  talk.in(2, "temp=21.5;\xff\xfe\xc3(\n", 95);
  talk.in(2, "\xb2\xe9\xd1\xaf\xa3\xba\xce\xc2\xb6\xc8\r\n", 33);      // GB18030: 查询：温度
  talk.out(2, "\xce\xc2\xb6\xc8\x3a\x32\x31\x2e\x35\xa1\xe6\r\n", 1);  // GB18030: 温度:21.5℃
  talk.in(1, "GET /alarm HTTP/1.1\r\nHost: web.example.net\r\n\r\n", 1040);
  talk.out(1, "HTTP/1.1 204 No Content\r\n\r\n", 2);
  talk.in(2, "שלום, alarm cleared 警报解除 🚦\r\n", 730);
  talk.in(2, "", 3);
  talk.out(2, "BYE\r\n", 1);
  return log;
}

void fillLog(TrafficLog& log, std::uint64_t count) {
  const TimePoint begin = monotonicNow();
  const IpEndpoint peer{.address = IpAddress::v4({10, 9, 3, 20}), .port = 51324};
  for (std::uint64_t i = 0; i < count; ++i) {
    std::string payload = "record " + std::to_string(log.size().records) + " ";
    payload.resize(64, i % 1000 == 0 ? '#' : '.');
    const auto direction = i % 3 == 0 ? TrafficDirection::kOut : TrafficDirection::kIn;
    log.append(begin + Duration(10'000 * static_cast<std::int64_t>(i)), 1 + i % 5, direction, peer,
               std::as_bytes(std::span(payload)));
    if (i % 200'000 == 0) log.flush();
  }
}

}  // namespace synscope
