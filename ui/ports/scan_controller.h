#pragma once

#include "core/engine/base/net_thread.h"
#include "core/engine/reach/scanner.h"
#include "core/logic/base/result.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/request.h"
#include "ui/ports/scan_rows.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace synscope {

/// What a person asked the Ports page to try.
struct ScanOrder {
  QStringList hosts;  ///< As typed.
  std::vector<std::uint16_t> ports;
  Protocol protocol = Protocol::kTcp;
  FamilyChoice family = FamilyChoice::kAny;
  Duration timeout = std::chrono::seconds(1);
};

/// Hosts separated by commas, semicolons or white space, each a name or an address. Errors as parseTarget() gives them;
/// kTooManyTargets for more than kMostHosts.
Result<QStringList> parseHosts(const QString& text);
inline constexpr int kMostHosts = 4096;
/// Of one name; what a name server adds beyond that is left out.
inline constexpr std::size_t kMostAddresses = 16;

/// Resolves the hosts of an order, then scans every address found. One order at a time.
/// Invariant: after start(), finished() comes once, unless start() is called again before.
class ScanController : public QObject {
  Q_OBJECT

 public:
  explicit ScanController(QObject* parent = nullptr);
  ~ScanController() override;

  void start(const ScanOrder& order);
  void stop();
  bool isRunning() const { return m_running; }

  /// Rows since the last call; call once per frame.
  std::vector<ScanRow> drain();
  ScanProgress progress() const;

 Q_SIGNALS:
  /// The names are resolved; rows speak of these hosts by index.
  void began(const std::vector<synscope::ScanHostLabel>& hosts);
  void nameFailed(const QString& host, const synscope::Error& error);
  void finished();

 private:
  void resolve(std::size_t index);
  void onResolved(std::size_t index, const NameEvidence& found);
  void add(const QString& host, const std::vector<IpAddress>& addresses);
  void scan();
  void finish();

  std::unique_ptr<NetThread> m_thread;
  std::unique_ptr<Scanner> m_scanner;
  ScanOrder m_order;
  std::vector<NameEvidence> m_found;  ///< By index into m_order.hosts.
  std::vector<ScanHostLabel> m_hosts;
  std::vector<IpAddress> m_addresses;
  int m_resolving = 0;
  quint64 m_generation = 0;
  bool m_running = false;
};

}  // namespace synscope
