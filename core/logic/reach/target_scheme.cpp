#include "core/logic/reach/target_scheme.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr TargetScheme plain(std::string_view name, std::uint16_t port) {
  return {name, port, false, Protocol::kTcp};
}
constexpr TargetScheme tls(std::string_view name, std::uint16_t port) {
  return {name, port, true, Protocol::kTcp};
}
constexpr TargetScheme udp(std::string_view name, std::uint16_t port) {
  return {name, port, false, Protocol::kUdp};
}

constexpr std::array kSchemes{
    // Web
    plain("http", 80),
    tls("https", 443),
    plain("ws", 80),
    tls("wss", 443),
    tls("gemini", 1965),
    plain("gopher", 70),
    // Files and shells
    plain("ftp", 21),
    tls("ftps", 990),
    plain("ssh", 22),
    plain("sftp", 22),
    plain("scp", 22),
    plain("telnet", 23),
    tls("telnets", 992),
    plain("rsync", 873),
    plain("git", 9418),
    plain("svn", 3690),
    plain("smb", 445),
    plain("cifs", 445),
    plain("nfs", 2049),
    plain("ipp", 631),
    tls("ipps", 631),
    // Mail, news, chat
    plain("smtp", 25),
    tls("smtps", 465),
    tls("submissions", 465),
    plain("submission", 587),
    plain("imap", 143),
    tls("imaps", 993),
    plain("pop", 110),
    plain("pop3", 110),
    tls("pop3s", 995),
    tls("pops", 995),
    plain("nntp", 119),
    tls("nntps", 563),
    tls("snews", 563),
    plain("news", 119),
    plain("irc", 6667),
    tls("ircs", 6697),
    plain("xmpp", 5222),
    // Directories and databases
    plain("ldap", 389),
    tls("ldaps", 636),
    plain("redis", 6379),
    tls("rediss", 6379),
    plain("mysql", 3306),
    plain("mariadb", 3306),
    plain("postgres", 5432),
    plain("postgresql", 5432),
    plain("mongodb", 27017),
    plain("mssql", 1433),
    plain("sqlserver", 1433),
    plain("oracle", 1521),
    plain("cassandra", 9042),
    plain("memcached", 11211),
    plain("etcd", 2379),
    // Messages
    plain("mqtt", 1883),
    tls("mqtts", 8883),
    plain("amqp", 5672),
    tls("amqps", 5671),
    plain("nats", 4222),
    plain("kafka", 9092),
    plain("stomp", 61613),
    // Screens and media
    plain("rdp", 3389),
    plain("vnc", 5900),
    plain("rtsp", 554),
    tls("rtsps", 322),
    plain("rtmp", 1935),
    tls("rtmps", 443),
    tls("sips", 5061),
    plain("socks5", 1080),
    plain("socks", 1080),
    // Datagrams
    udp("sip", 5060),
    udp("stun", 3478),
    udp("turn", 3478),
    udp("coap", 5683),
    udp("coaps", 5684),
    udp("dns", 53),
    udp("ntp", 123),
    udp("snmp", 161),
    udp("tftp", 69),
    udp("syslog", 514),
    // Bare transports, as tools write them
    plain("tcp", 0),
    udp("udp", 0),
    tls("tls", 0),
    tls("ssl", 0),
};

}  // namespace

std::optional<TargetScheme> targetScheme(std::string_view name) {
  const auto found = std::ranges::find(kSchemes, name, &TargetScheme::name);
  return found == kSchemes.end() ? std::nullopt : std::optional(*found);
}

}  // namespace synscope
