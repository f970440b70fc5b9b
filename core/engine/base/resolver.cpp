#include "core/engine/base/resolver.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/lookup_pool.h"

#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <vector>

namespace synscope {
namespace {

constexpr std::size_t kLongestName = 253;  // RFC 1035 section 2.3.4, without the final dot.

std::vector<IpFamily> familiesOf(FamilyChoice choice) {
  switch (choice) {
    case FamilyChoice::kV4Only: return {IpFamily::kV4};
    case FamilyChoice::kV6Only: return {IpFamily::kV6};
    case FamilyChoice::kAny: break;
  }
  return {IpFamily::kV4, IpFamily::kV6};
}

bool isAscii(const std::string& text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool hasControlOrSpace(const std::string& text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7f;
  });
}

std::string withoutFinalDot(std::string host) {
  if (host.ends_with('.')) host.pop_back();
  return host;
}

/// Each label 1 to 63 octets (RFC 1035 section 2.3.1). An underscore is let through: names of services have it.
bool hasValidLabels(const std::string& host) {
  std::size_t length = 0;
  for (const char c : host) {
    length = c == '.' ? 0 : length + 1;
    if (length > 63) return false;
  }
  return host.find("..") == std::string::npos && !host.starts_with('.');
}

bool isEncodedName(const std::string& host) {
  const std::string name = withoutFinalDot(host);
  return !name.empty() && name.size() <= kLongestName && hasValidLabels(name);
}

}  // namespace

class Resolver::Private {
 public:
  Private(Resolver* owner, std::string host, FamilyChoice family, Duration timeout)
      : q(owner), m_families(familiesOf(family)), m_limit(timeout) {
    m_evidence.name = std::move(host);
  }
  ~Private() { m_ticket->letGo(); }

  void start();
  void finish();

  NameEvidence m_evidence;

 private:
  void answerLiteral(const IpAddress& address);
  void ask(IpFamily family);
  void take(NameAnswer answer);
  void onTimeout();
  bool hasAnswer(IpFamily family) const;
  bool foundAny() const;

  Resolver* q;
  std::shared_ptr<LookupTicket> m_ticket = std::make_shared<LookupTicket>(q);
  std::vector<IpFamily> m_families;
  Duration m_limit;
  QTimer* m_timer = nullptr;
  TimePoint m_startedAt{};
  bool m_ended = false;
};

void Resolver::Private::start() {
  if (m_ended) return;
  m_startedAt = monotonicNow();
  if (const auto literal = IpAddress::parse(m_evidence.name)) return answerLiteral(*literal);
  m_timer = new QTimer(q);
  m_timer->setSingleShot(true);
  QObject::connect(m_timer, &QTimer::timeout, q, [this] { onTimeout(); });
  m_timer->start(std::chrono::ceil<std::chrono::milliseconds>(m_limit));
  for (const IpFamily family : m_families)
    ask(family);
}

/// A literal of a family that was not asked for is answered all the same: it is what the person typed.
void Resolver::Private::answerLiteral(const IpAddress& address) {
  m_evidence.literal = true;
  m_evidence.answers.push_back({address.family(), {address}, std::nullopt, Duration::zero()});
  finish();
}

void Resolver::Private::ask(IpFamily family) {
  lookUpInBackground(m_evidence.name, family, m_ticket, [this](NameAnswer answer) { take(std::move(answer)); });
}

void Resolver::Private::take(NameAnswer answer) {
  if (m_ended) return;
  m_evidence.answers.push_back(std::move(answer));
  if (m_evidence.answers.size() == m_families.size()) finish();
}

bool Resolver::Private::hasAnswer(IpFamily family) const {
  return std::ranges::find(m_evidence.answers, family, &NameAnswer::family) != m_evidence.answers.end();
}

bool Resolver::Private::foundAny() const {
  return std::ranges::any_of(m_evidence.answers, [](const NameAnswer& answer) { return !answer.addresses.empty(); });
}

void Resolver::Private::onTimeout() {
  for (const IpFamily family : m_families) {
    if (hasAnswer(family)) continue;
    const Error error{ErrorCode::kNameServerSilent, "resolve", m_evidence.name, 0};
    m_evidence.answers.push_back({family, {}, error, monotonicNow() - m_startedAt});
  }
  finish();
}

/// A name that one family has exists: the other one then just has no record.
void Resolver::Private::finish() {
  if (m_ended) return;
  m_ended = true;
  m_ticket->letGo();
  if (m_timer != nullptr) m_timer->stop();
  std::ranges::sort(m_evidence.answers, {}, &NameAnswer::family);
  for (NameAnswer& answer : m_evidence.answers) {
    if (foundAny() && answer.error && answer.error->code == ErrorCode::kNameNotFound) answer.error.reset();
  }
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

Resolver::Resolver(std::string host, FamilyChoice family, Duration timeout, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(host), family, timeout)) {}

Resolver::~Resolver() = default;

void Resolver::start() {
  d->start();
}

void Resolver::cancel() {
  d->finish();
}

const NameEvidence& Resolver::result() const {
  return d->m_evidence;
}

Result<std::string> encodeHost(const std::string& host) {
  const Error bad{ErrorCode::kBadHost, "encode-host", host, 0};
  if (hasControlOrSpace(host)) return bad;
  if (IpAddress::parse(host)) return host;
  const std::string encoded = isAscii(host) ? host : QUrl::toAce(QString::fromStdString(host)).toStdString();
  if (!isEncodedName(encoded)) return bad;
  return encoded;
}

}  // namespace synscope
