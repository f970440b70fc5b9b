#include "ui/ports/scan_controller.h"

#include "core/engine/base/resolver.h"
#include "core/logic/reach/target_text.h"
#include "ui/shell/shown_text.h"

#include <QRegularExpression>

namespace synscope {
namespace {

constexpr auto kResolveTimeout = std::chrono::seconds(5);

/// The first address found, IPv4 before IPv6; or why there is none.
Result<IpAddress> firstAddress(const NameEvidence& found) {
  Error why{ErrorCode::kNameNotFound, "resolve", found.name};
  for (const NameAnswer& answer : found.answers) {
    if (!answer.addresses.empty()) return answer.addresses.front();
    if (answer.error) why = *answer.error;
  }
  return why;
}

}  // namespace

Result<QStringList> parseHosts(const QString& text) {
  static const QRegularExpression kSeparator(QStringLiteral("[\\s,;，；、]+"));
  const QStringList words = text.split(kSeparator, Qt::SkipEmptyParts);
  if (words.isEmpty()) return Error{ErrorCode::kEmptyInput, "parse-hosts", {}};
  if (words.size() > kMostHosts) return Error{ErrorCode::kTooManyTargets, "parse-hosts", std::to_string(words.size())};
  QStringList hosts;
  for (const QString& word : words) {
    const auto parsed = parseTarget(word.toStdString());
    if (!parsed) return parsed.error();
    hosts.append(QString::fromStdString(parsed->host));
  }
  hosts.removeDuplicates();
  return hosts;
}

ScanController::ScanController(QObject* parent) : QObject(parent) {}

ScanController::~ScanController() = default;

void ScanController::start(const ScanOrder& order) {
  ++m_generation;
  m_scanner.reset();
  m_order = order;
  m_hosts.clear();
  m_addresses.clear();
  m_running = true;
  m_resolving = static_cast<int>(order.hosts.size());
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  for (const QString& host : order.hosts)
    resolve(host);
}

void ScanController::resolve(const QString& host) {
  const auto encoded =
      IpAddress::parse(host.toStdString()) ? Result<std::string>(host.toStdString()) : encodeHost(host.toStdString());
  auto* resolver = new Resolver(encoded ? *encoded : host.toStdString(), FamilyChoice::kAny, kResolveTimeout);
  m_thread->adopt(resolver);
  connect(resolver, &Job::ended, resolver, [this, resolver, host, generation = m_generation] {
    QMetaObject::invokeMethod(this, [this, host, generation, found = resolver->result()] {
      if (generation == m_generation) onResolved(host, found);
    });
    resolver->deleteLater();
  });
  QMetaObject::invokeMethod(resolver, &Job::start, Qt::QueuedConnection);
}

void ScanController::onResolved(const QString& host, const NameEvidence& found) {
  const auto address = firstAddress(found);
  if (address) {
    m_addresses.push_back(*address);
    m_hosts.push_back({shown(host.toStdString()), shown(address->toString())});
  } else {
    Q_EMIT nameFailed(host, address.error());
  }
  if (--m_resolving == 0 && m_running) scan();
}

void ScanController::scan() {
  if (m_addresses.empty()) return finish();
  Q_EMIT began(m_hosts);
  ScanRequest request;
  request.addresses = m_addresses;
  request.ports = m_order.ports;
  request.protocol = m_order.protocol;
  request.timeout = m_order.timeout;
  m_scanner = std::make_unique<Scanner>(std::move(request));
  connect(m_scanner.get(), &Job::ended, this, &ScanController::finish, Qt::QueuedConnection);
  m_scanner->start();
}

void ScanController::finish() {
  if (!m_running) return;
  m_running = false;
  Q_EMIT finished();
}

void ScanController::stop() {
  if (!m_running) return;
  if (m_scanner) return m_scanner->cancel();
  ++m_generation;
  finish();
}

std::vector<ScanRow> ScanController::drain() {
  return m_scanner ? m_scanner->drain() : std::vector<ScanRow>{};
}

ScanProgress ScanController::progress() const {
  return m_scanner ? m_scanner->progress() : ScanProgress{};
}

}  // namespace synscope
