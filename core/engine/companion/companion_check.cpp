#include "core/engine/companion/companion_check.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/unique_fd.h"
#include "core/engine/companion/line_channel.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/engine/reach/udp_attempt.h"
#include "core/logic/companion/both_ends_timeline.h"
#include "core/logic/reach/udp_payload.h"

#include <QTimer>

namespace synscope {
namespace {

constexpr std::chrono::seconds kAnswerLimit{5};
/// The other end looks at its own sessions ten times a second.
constexpr std::chrono::milliseconds kUntilReport{250};
constexpr int kClockQuestions = 4;

std::vector<std::byte> question(std::uint16_t port) {
  std::vector<std::byte> payload = udpPayload(port, port);
  if (!payload.empty()) return payload;
  for (const char letter : std::string_view("SynScope asks"))
    payload.push_back(static_cast<std::byte>(letter));
  return payload;
}

}  // namespace

class CompanionCheck::Private {
 public:
  Private(CompanionCheck* check, IpEndpoint where, Options chosen)
      : q(check), target(std::move(where)), options(chosen), channel(new QTcpSocket, check) {}

  void hear(const CompanionMessage& message);
  void onReport(const CompanionReport& report);
  void onClock(const CompanionClock& clock);
  void askClockOrTry();
  template <typename Question>
  void ask(const Question& question);
  void tryPort();
  void tried(const Attempt& attempt, const Timeline& timeline);
  void conclude(const CompanionView& view);
  void fail(ErrorCode code, const char* operation);
  void finish();
  void await() { limit.start(kAnswerLimit); }

  CompanionCheck* q;
  IpEndpoint target;
  Options options;
  LineChannel channel;
  QTimer limit;
  std::unique_ptr<TcpAttempt> tcp;
  std::unique_ptr<UdpAttempt> udp;
  UniqueFd connection;  ///< Held until they have looked.
  CompanionFinding finding;
  Timeline steps;
  TimePoint askedAt;
  int clockQuestions = 0;
  bool greeted = false;
  bool over = false;
};

template <typename Question>
void CompanionCheck::Private::ask(const Question& question) {
  await();
  askedAt = monotonicNow();
  channel.send(question);
}

void CompanionCheck::Private::hear(const CompanionMessage& message) {
  if (const auto* hello = std::get_if<CompanionHello>(&message)) {
    if (std::exchange(greeted, true)) return;  // Or it could go on greeting, and we would wait for ever.
    finding.companion = *hello;
    return ask(CompanionWatchRequest{options.protocol, target.port});
  }
  if (const auto* clock = std::get_if<CompanionClock>(&message)) return onClock(*clock);
  if (const auto* report = std::get_if<CompanionReport>(&message)) onReport(*report);
}

/// Its watch began, its clock at zero, while we waited for this.
void CompanionCheck::Private::onReport(const CompanionReport& report) {
  if (report.begins && clockQuestions == 0 && !finding.ours && !tcp && !udp) {
    finding.clock.onExchange(askedAt, Duration::zero(), monotonicNow());
    askClockOrTry();
  }
  if (!report.begins && finding.ours) conclude(report.view);
}

void CompanionCheck::Private::onClock(const CompanionClock& clock) {
  if (clockQuestions == 0 || tcp || udp) return;
  finding.clock.onExchange(askedAt, clock.watching, monotonicNow());
  askClockOrTry();
}

void CompanionCheck::Private::askClockOrTry() {
  if (!finding.companion.tellsClock || clockQuestions == kClockQuestions) return tryPort();
  ++clockQuestions;
  ask(CompanionClockRequest{});
}

void CompanionCheck::Private::tryPort() {
  limit.stop();
  if (options.protocol == Protocol::kUdp) {
    UdpAttempt::Options how;
    how.timeout = options.timeout;
    udp = std::make_unique<UdpAttempt>(target, question(target.port), how);
    QObject::connect(udp.get(), &Job::ended, q, [this] { tried(udp->result(), udp->timeline()); });
    return udp->start();
  }
  TcpAttempt::Options how;
  how.timeout = options.timeout;
  how.keepOpen = true;
  tcp = std::make_unique<TcpAttempt>(target, how);
  QObject::connect(tcp.get(), &Job::ended, q, [this] { tried(tcp->result(), tcp->timeline()); });
  tcp->start();
}

void CompanionCheck::Private::tried(const Attempt& attempt, const Timeline& timeline) {
  if (over) return;
  finding.ours = attempt;
  steps = timeline;
  if (tcp) connection = UniqueFd(tcp->takeSocket());
  QTimer::singleShot(kUntilReport, q, [this] {
    if (!over) ask(CompanionReportRequest{});
  });
}

void CompanionCheck::Private::conclude(const CompanionView& view) {
  finding.theirs = view;
  finding.verdict = judgeBothEnds(*finding.ours, view);
  finding.timeline =
      bothEndsTimeline({*finding.ours, steps, *finding.theirs, finding.verdict->code, finding.clock, askedAt});
  finish();
}

void CompanionCheck::Private::fail(ErrorCode code, const char* operation) {
  if (over) return;
  finding.error = Error{code, operation, IpEndpoint{target.address, options.companionPort}.toString(), 0};
  finish();
}

void CompanionCheck::Private::finish() {
  if (std::exchange(over, true)) return;
  limit.stop();
  connection = UniqueFd();
  channel.socket().abort();
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

CompanionCheck::CompanionCheck(IpEndpoint target, Options options, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(target), options)) {
  d->limit.setParent(this);
  d->limit.setSingleShot(true);
  connect(&d->limit, &QTimer::timeout, this, [this] { d->fail(ErrorCode::kCompanionSilent, "companion"); });
  connect(&d->channel, &LineChannel::received, this, [this](const CompanionMessage& message) { d->hear(message); });
  connect(&d->channel, &LineChannel::notUnderstood, this,
          [this] { d->fail(ErrorCode::kCompanionNotOne, "companion"); });
  connect(&d->channel, &LineChannel::closed, this, [this] { d->fail(ErrorCode::kCompanionSilent, "companion"); });
  connect(&d->channel.socket(), &QTcpSocket::errorOccurred, this,
          [this] { d->fail(ErrorCode::kCompanionSilent, "companion"); });
}

CompanionCheck::~CompanionCheck() = default;

void CompanionCheck::start() {
  d->await();
  d->channel.socket().connectToHost(QString::fromStdString(d->target.address.toString()), d->options.companionPort);
}

void CompanionCheck::cancel() {
  if (d->tcp) d->tcp->cancel();
  if (d->udp) d->udp->cancel();
  d->finish();
}

const CompanionFinding& CompanionCheck::result() const {
  return d->finding;
}

std::optional<BothEnds> bothEndsOf(const CompanionFinding& finding) {
  if (!finding.verdict || !finding.ours || !finding.theirs) return std::nullopt;
  return BothEnds{finding.companion.name, finding.companion.program, *finding.ours, *finding.theirs, *finding.verdict,
                  finding.clock,          finding.timeline};
}

}  // namespace synscope
