#include "tests/support/netns_chain.h"

#include <QProcess>

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

namespace synscope::test {
namespace {

constexpr const char* kInside = "SYNSCOPE_TEST_IN_NETNS";
constexpr const char* kUnshare = "unshare --user --map-root-user --net --mount";

constexpr const char* kBuild = R"(
PATH=$PATH:/usr/sbin:/sbin
mount -t tmpfs none /run
firewall() {
  echo 'table inet filter {'
  for hook in prerouting input forward output; do echo "chain $hook { type filter hook $hook priority 0; }"; done
  echo '}'
}
for node in client r1 r2 r3 server; do
  ip netns add $node
  ip -n $node link set lo up
  firewall | ip netns exec $node nft -f -
  ip netns exec $node sh -c 'echo 0 >/proc/sys/net/ipv6/conf/default/accept_dad
    echo 1 >/proc/sys/net/ipv4/ip_forward; echo 1 >/proc/sys/net/ipv6/conf/all/forwarding'
done
link() {  # left node, right node, subnet, left host, right host
  ip link add east netns $1 type veth peer name west netns $2
  printf 'addr add 10.9.%s.%s/24 dev %s\naddr add fd00:9:%s::%s/64 dev %s nodad\nlink set %s up\n' \
    $3 $4 east $3 $4 east east | ip -n $1 -batch -
  printf 'addr add 10.9.%s.%s/24 dev %s\naddr add fd00:9:%s::%s/64 dev %s nodad\nlink set %s up\n' \
    $3 $5 west $3 $5 west west | ip -n $2 -batch -
}
link client r1 1 2 1
link r1 r2 2 2 1
link r2 r3 3 2 1
link r3 server 9 1 2
route() { printf 'route add %s via %s\n' $2 10.9.$4 $3 fd00:9:$5 | ip -n $1 -batch -; }
route client default default 1.1 1::1
route r1 default default 2.1 2::1
route r2 default default 3.1 3::1
route r2 10.9.1.0/24 fd00:9:1::/64 2.2 2::2
route r3 10.9.1.0/24 fd00:9:1::/64 3.2 3::2
route r3 10.9.2.0/24 fd00:9:2::/64 3.2 3::2
route server default default 9.1 9::1
)";

UniqueFd namespaceOf(const char* node) {
  return UniqueFd(::open(qPrintable(QStringLiteral("/run/netns/%1").arg(QLatin1String(node))), O_RDONLY | O_CLOEXEC));
}

void join(const UniqueFd& space) {
  if (::setns(static_cast<int>(space.get()), CLONE_NEWNET) != 0) qFatal("setns failed");
}

}  // namespace

void enterOwnNamespaces(char** argv) {
  if (insideOwnNamespaces()) return;
  const QString probe = QStringLiteral("PATH=$PATH:/usr/sbin:/sbin; command -v nft >/dev/null && %1 true 2>/dev/null")
                            .arg(QLatin1String(kUnshare));
  if (std::system(qPrintable(probe)) != 0) return;
  ::setenv(kInside, "1", 1);
  const QByteArray script = QByteArray("exec ") + kUnshare + " -- \"$0\" \"$@\"";
  std::vector<char*> command{const_cast<char*>("sh"), const_cast<char*>("-c"), const_cast<char*>(script.data())};
  for (char** arg = argv; *arg != nullptr; ++arg)
    command.push_back(*arg);
  command.push_back(nullptr);
  ::execvp("sh", command.data());
}

bool insideOwnNamespaces() {
  return std::getenv(kInside) != nullptr;
}

NetnsChain::NetnsChain() {
  shell({QStringLiteral("sh"), QStringLiteral("-e")}, QLatin1String(kBuild));
  if (!m_problem.isEmpty()) return;
  limitIcmpErrors(false);
  join(namespaceOf("client"));
}

void NetnsChain::run(const QString& node, const QString& script) {
  output(node, script);
}

QString NetnsChain::output(const QString& node, const QString& script) {
  return shell({QStringLiteral("nsenter"), QStringLiteral("--net=/run/netns/%1").arg(node), QStringLiteral("sh"),
                QStringLiteral("-e")},
               QStringLiteral("PATH=$PATH:/usr/sbin:/sbin\n") + script);
}

void NetnsChain::rule(const QString& node, const QString& rule) {
  run(node, QStringLiteral("nft add rule inet filter %1").arg(rule));
}

void NetnsChain::clearRules() {
  shell({QStringLiteral("sh"), QStringLiteral("-e")},
        QStringLiteral("PATH=$PATH:/usr/sbin:/sbin\nfor node in client r1 r2 r3 server; do "
                       "nsenter --net=/run/netns/$node nft flush table inet filter; done"));
}

/// For each peer (icmp_ratelimit) and, where a namespace has a limit of its own, for all of them (icmp_msgs_per_sec).
void NetnsChain::limitIcmpErrors(bool on) {
  const QString script = QStringLiteral(
                             "cd /proc/sys/net; echo %1 >ipv4/icmp_ratelimit; echo %1 >ipv6/icmp/ratelimit\n"
                             "[ ! -w ipv4/icmp_msgs_burst ] || echo %2 >ipv4/icmp_msgs_burst\n"
                             "[ ! -w ipv4/icmp_msgs_per_sec ] || echo %3 >ipv4/icmp_msgs_per_sec")
                             .arg(on ? 1000 : 0)
                             .arg(on ? 50 : 10'000)
                             .arg(on ? 1000 : 100'000);
  for (const char* node : {"client", "r1", "r2", "r3", "server"})
    run(QLatin1String(node), script);
}

UniqueFd NetnsChain::listenOnServer(quint16 port) {
  const On server("server");
  UniqueFd fd(::socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int off = 0, on = 1;
  ::setsockopt(static_cast<int>(fd.get()), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  ::setsockopt(static_cast<int>(fd.get()), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(port);
  const bool listens = ::bind(static_cast<int>(fd.get()), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                       ::listen(static_cast<int>(fd.get()), 4096) == 0;
  if (!listens) m_problem = QStringLiteral("cannot listen on port %1").arg(port);
  return fd;
}

QString NetnsChain::shell(const QStringList& command, const QString& script) {
  QProcess process;
  process.start(command.first(), command.mid(1));
  process.write(script.toUtf8());
  process.closeWriteChannel();
  const bool ran = process.waitForFinished(20'000) && process.exitCode() == 0;
  m_problem = ran ? QString() : QString::fromUtf8(process.readAllStandardError()) + process.errorString();
  return QString::fromUtf8(process.readAllStandardOutput());
}

NetnsChain::On::On(const char* node) : m_before(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC)) {
  join(namespaceOf(node));
}

NetnsChain::On::~On() {
  join(m_before);
}

}  // namespace synscope::test
