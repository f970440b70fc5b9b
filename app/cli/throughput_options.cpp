#include "app/cli/throughput_options.h"

#include "app/cli/throughput_option_parts.h"

#include <algorithm>
#include <iterator>
#include <span>

namespace synscope {
namespace {

// clang-format off
constexpr const char* kClientOnly[] = {
    "t", "n", "k", "P", "R", "bidir", "in-turn", "u", "b", "l", "w", "M", "N", "C", "S", "dscp", "L", "fq-rate",
    "no-fq-socket-pacing", "pacing-timer", "O", "cport", "bind-dev", "connect-timeout", "wait-busy", "latency",
    "get-server-output", "udp-counters-64bit", "repeating-payload", "dont-fragment", "Z", "T", "extra-data",
    "username", "rsa-public-key-path"};
constexpr const char* kServerOnly[] = {
    "1", "busy", "server-bitrate-limit", "server-max-duration", "idle-timeout", "rsa-private-key-path",
    "authorized-users-path", "time-skew-threshold", "announce"};
// clang-format on

Option option(const char* letter, const char* word, const char* value = "", const char* otherName = "") {
  Option option;
  if (*letter != '\0') option.names << QString::fromLatin1(letter);
  option.names << QString::fromLatin1(word);
  option.valueName = QString::fromLatin1(value);
  option.descriptionKey = QStringLiteral("cli.throughput.option.") + QString::fromLatin1(word);
  if (*otherName != '\0') option.otherNames << QString::fromLatin1(otherName);
  return option;
}

Option timestampsOption() {
  Option stamps = option("", "timestamps", "FORMAT");
  stamps.valueOptional = true;
  return stamps;
}

/// What is tested.
std::vector<Option> testOptions() {
  return {
      option("c", "client", "HOST"),
      option("s", "server"),
      option("p", "port", "PORT"),
      option("t", "time", "SECONDS"),
      option("n", "bytes", "N[KMG]"),
      option("k", "blockcount", "N[KMG]"),
      option("P", "parallel", "N"),
      option("R", "reverse"),
      option("", "bidir"),
      option("", "in-turn"),
      option("u", "udp"),
      option("b", "bitrate", "N[KMG][/N]", "bandwidth"),
      option("l", "length", "N[KM]"),
      option("w", "window", "N[KM]"),
      option("M", "set-mss", "N"),
      option("N", "no-delay"),
      option("C", "congestion", "NAME"),
      option("S", "tos", "N"),
      option("", "dscp", "N|NAME"),
      option("L", "flowlabel", "N"),
      option("", "fq-rate", "N[KMG]"),
      option("O", "omit", "SECONDS"),
  };
}

/// How it is connected, and what else is asked for.
std::vector<Option> connectionOptions() {
  return {
      option("i", "interval", "SECONDS"), option("B", "bind", "ADDRESS"),      option("", "bind-dev", "INTERFACE"),
      option("", "cport", "PORT"),        option("", "connect-timeout", "MS"), option("", "rcv-timeout", "MS"),
      option("", "snd-timeout", "MS"),    option("", "wait-busy", "SECONDS"),  option("", "latency"),
      option("", "get-server-output"),    option("", "udp-counters-64bit"),    option("", "repeating-payload"),
      option("", "dont-fragment"),
  };
}

/// Who may come, and how much he gets.
std::vector<Option> accessOptions() {
  return {
      option("", "username", "NAME"),
      option("", "rsa-public-key-path", "FILE"),
      option("1", "one-off"),
      option("", "busy", "POLICY"),
      option("", "server-bitrate-limit", "N[KMG][/N]"),
      option("", "server-max-duration", "SECONDS"),
      option("", "idle-timeout", "SECONDS"),
      option("", "announce"),
      option("", "rsa-private-key-path", "FILE"),
      option("", "authorized-users-path", "FILE"),
      option("", "time-skew-threshold", "SECONDS"),
      option("", "use-pkcs1-padding"),
  };
}

std::vector<Option> outputOptions() {
  return {
      option("f", "format", "UNIT"),
      option("V", "verbose"),
      option("T", "title", "TEXT"),
      option("", "extra-data", "TEXT"),
      timestampsOption(),
      option("", "J"),
      option("", "json-stream"),
      option("", "logfile", "FILE"),
      option("I", "pidfile", "FILE"),
      option("", "forceflush"),
      option("Z", "zerocopy"),
      option("", "pacing-timer", "N[KMG]"),
      option("", "no-fq-socket-pacing"),
      option("v", "version"),
  };
}

UsageProblem readSide(const Invocation& invocation, ThroughputRequest& request) {
  if (const QStringList words = invocation.positional(); !words.isEmpty())
    return usageAbout("cli.usage.unexpected-argument", words[0]);
  request.serves = invocation.isSet("s");
  if (request.serves == invocation.isSet("c"))
    return usageAbout(request.serves ? "cli.usage.contradiction" : "cli.usage.missing-option", QStringLiteral("-c -s"));
  const auto others = request.serves ? std::span<const char* const>(kClientOnly) : std::span(kServerOnly);
  const auto wrong = std::ranges::find_if(others, [&](const char* name) { return invocation.isSet(name); });
  if (wrong == others.end()) return std::nullopt;
  return usageAbout(request.serves ? "cli.usage.client-only" : "cli.usage.server-only", dashed(*wrong));
}

/// JSON has its own units; a title stands in it anyway.
UsageProblem readOutput(const Invocation& invocation, ThroughputRequest& request) {
  using Kind = ThroughputOutputForm::Kind;
  ThroughputOutputForm& form = request.output;
  const bool json = invocation.common().json || invocation.isSet("J");
  form.kind = invocation.isSet("json-stream") ? Kind::kJsonStream : json ? Kind::kJson : Kind::kText;
  form.verbose = invocation.isSet("V");
  form.title = invocation.value("T").toStdString();
  if (invocation.isSet("timestamps")) form.timestamps = invocation.value("timestamps").toStdString();
  if (form.timestamps && form.timestamps->empty()) form.timestamps = "%c ";
  request.logFile = invocation.value("logfile").toStdString();
  request.pidFile = invocation.value("I").toStdString();
  if (!invocation.isSet("f")) return std::nullopt;
  const QString letter = invocation.value("f");
  const auto unit = letter.size() == 1 ? rateUnit(letter[0].toLatin1()) : std::nullopt;
  if (!unit) return notOneOf(invocation, "f", "k, m, g, t (bits), K, M, G, T (bytes)");
  form.rate = *unit;
  return std::nullopt;
}

UsageProblem readBind(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputConnection& connection = request.connection;
  connection.interface = invocation.value("bind-dev").toStdString();
  if (!invocation.isSet("B")) return std::nullopt;
  const QString typed = withoutInterface(invocation.value("B"), connection.interface);
  connection.bindAddress = IpAddress::parse(typed.toStdString());
  if (!connection.bindAddress)
    return usageError({ErrorCode::kBadAddress, {}, typed.toStdString(), 0}, QStringLiteral("-B"));
  if (request.serves && !connection.interface.empty())
    return usageAbout("cli.usage.client-only", QStringLiteral("--bind-dev"));
  return std::nullopt;
}

/// What both ends have: where they bind, how often they report, how long they wait.
UsageProblem readCommon(const Invocation& invocation, ThroughputRequest& request) {
  ThroughputConnection& connection = request.connection;
  constexpr int kMostMs = 86'400'000;
  if (invocation.value("i") == QLatin1String("0"))
    connection.interval = {};
  else if (UsageProblem problem = readTime(invocation, "i", 0.1, 60, connection.interval))
    return problem;
  if (UsageProblem problem = readMilliseconds(invocation, "rcv-timeout", 100, kMostMs, connection.receiveTimeout))
    return problem;
  Duration unacknowledged{};
  if (UsageProblem problem = readMilliseconds(invocation, "snd-timeout", 1, kMostMs, unacknowledged)) return problem;
  if (unacknowledged > Duration{}) connection.userTimeout = unacknowledged;
  if (invocation.common().family == FamilyChoice::kV4Only) connection.family = IpFamily::kV4;
  if (invocation.common().family == FamilyChoice::kV6Only) connection.family = IpFamily::kV6;
  if (UsageProblem problem = readBind(invocation, request)) return problem;
  request.server.interval = connection.interval;
  request.server.receiveTimeout = connection.receiveTimeout;
  request.server.userTimeout = connection.userTimeout;
  request.server.family = connection.family;
  request.server.bindAddress = connection.bindAddress;
  return std::nullopt;
}

}  // namespace

QString withoutInterface(const QString& host, std::string& interface) {
  const qsizetype percent = host.indexOf(QLatin1Char('%'));
  if (percent < 0 || host.left(percent).contains(QLatin1Char(':'))) return host;
  interface = host.mid(percent + 1).toStdString();
  return host.left(percent);
}

std::vector<Option> throughputOptions() {
  std::vector<Option> options;
  for (const auto part : {testOptions, connectionOptions, accessOptions, outputOptions})
    std::ranges::move(part(), std::back_inserter(options));
  return options;
}

std::vector<RefusedOption> refusedThroughputOptions() {
  const auto refused = [](const char* letter, const char* word, const char* key) {
    return RefusedOption{{QString::fromLatin1(letter), QString::fromLatin1(word)}, key};
  };
  return {
      refused("A", "affinity", "cli.throughput.instead.affinity"),
      refused("D", "daemon", "cli.throughput.instead.daemon"),
      refused("F", "file", "cli.throughput.instead.file"),
      refused("d", "debug", "cli.throughput.instead.debug"),
      refused("sctp", "nstreams", "cli.throughput.instead.sctp"),
      refused("X", "xbind", "cli.throughput.instead.sctp"),
      refused("m", "mptcp", "cli.throughput.instead.mptcp"),
      refused("skip-rx-copy", "gsro", "cli.throughput.instead.offload"),
  };
}

std::optional<UsageError> readThroughputOptions(const Invocation& invocation, ThroughputRequest& request) {
  for (const auto part : {readSide, readOutput, readCommon})
    if (UsageProblem problem = part(invocation, request)) return problem;
  return request.serves ? readThroughputServer(invocation, request) : readThroughputClient(invocation, request);
}

}  // namespace synscope
