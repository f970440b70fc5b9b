#include "ui/ports/scan_controller.h"

#include "core/engine/base/resolver.h"
#include "core/logic/reach/target_text.h"
#include "ui/shell/shown_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace synscope {
namespace {

constexpr auto kResolveTimeout = std::chrono::seconds(5);

/// What was found, without repeats, IPv4 before IPv6; at most kMostAddresses.
std::vector<IpAddress> addressesIn(const NameEvidence& found) {
  std::vector<IpAddress> all;
  for (const NameAnswer& answer : found.answers) {
    for (const IpAddress& address : answer.addresses) {
      const bool known = std::find(all.begin(), all.end(), address) != all.end();
      if (!known && all.size() < kMostAddresses) all.push_back(address);
    }
  }
  return all;
}

Error whyNothing(const NameEvidence& found) {
  Error why{ErrorCode::kNameNotFound, "resolve", found.name};
  for (const NameAnswer& answer : found.answers) {
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
  m_found.assign(static_cast<std::size_t>(order.hosts.size()), {});
  if (!m_thread) m_thread = std::make_unique<NetThread>();
  for (std::size_t index = 0; index < m_found.size(); ++index)
    resolve(index);
}

void ScanController::resolve(std::size_t index) {
  const QString& host = m_order.hosts[static_cast<qsizetype>(index)];
  const auto encoded =
      IpAddress::parse(host.toStdString()) ? Result<std::string>(host.toStdString()) : encodeHost(host.toStdString());
  auto* resolver = new Resolver(encoded ? *encoded : host.toStdString(), m_order.family, kResolveTimeout);
  m_thread->adopt(resolver);
  connect(resolver, &Job::ended, resolver, [this, resolver, index, generation = m_generation] {
    QMetaObject::invokeMethod(this, [this, index, generation, found = resolver->result()] {
      if (generation == m_generation) onResolved(index, found);
    });
    resolver->deleteLater();
  });
  QMetaObject::invokeMethod(resolver, &Job::start, Qt::QueuedConnection);
}

void ScanController::onResolved(std::size_t index, const NameEvidence& found) {
  m_found[index] = found;
  if (--m_resolving == 0 && m_running) scan();
}

void ScanController::add(const QString& host, const std::vector<IpAddress>& addresses) {
  for (const IpAddress& address : addresses) {
    const QString text = shown(address.toString());
    const QString name = shown(host.toStdString());
    m_addresses.push_back(address);
    m_hosts.push_back({addresses.size() > 1 ? QStringLiteral("%1 · %2").arg(name, text) : name, text});
  }
}

void ScanController::scan() {
  for (std::size_t index = 0; index < m_found.size(); ++index) {
    const QString& host = m_order.hosts[static_cast<qsizetype>(index)];
    const auto addresses = addressesIn(m_found[index]);
    if (addresses.empty()) Q_EMIT nameFailed(host, whyNothing(m_found[index]));
    add(host, addresses);
  }
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
