#include "core/engine/reach/scanner.h"

#include "core/engine/reach/tcp_scan.h"
#include "core/engine/reach/udp_scan.h"

#include <thread>

namespace synscope {
namespace {

std::unique_ptr<ScanRun> makeRun(const ScanRequest& request, ScanFeed& feed, Poller& poller) {
  if (request.protocol == Protocol::kUdp) return std::make_unique<UdpScan>(request, feed, poller);
  return std::make_unique<TcpScan>(request, feed, poller);
}

/// Without descriptors for the poll loop itself nothing can be tried, and every target says so.
void refuseAll(const ScanRequest& request, ScanFeed& feed) {
  std::vector<ScanRow> rows;
  for (std::uint32_t host = 0; host < request.addresses.size(); ++host)
    for (const std::uint16_t port : request.ports) {
      ScanRow& row = rows.emplace_back();
      row.hostIndex = host;
      row.port = port;
      row.verdict = {PortState::kLocal, Reason::kResources};
      row.error = SocketError::kOutOfDescriptors;
    }
  ScanProgress progress;
  progress.done = progress.total = rows.size();
  feed.publish(rows, progress);
}

}  // namespace

class Scanner::Private {
 public:
  explicit Private(ScanRequest what) : request(std::move(what)) {}

  void run() {
    if (poller.valid())
      makeRun(request, feed, poller)->run();
    else
      refuseAll(request, feed);
  }

  void stop() {
    feed.stop();
    if (poller.valid()) poller.wake();
  }

  ScanRequest request;
  ScanFeed feed;
  Poller poller;
  std::thread thread;
  bool started = false;
};

Scanner::Scanner(ScanRequest request, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(std::move(request))) {}

Scanner::~Scanner() {
  d->stop();
  if (d->thread.joinable()) d->thread.join();
}

void Scanner::start() {
  if (std::exchange(d->started, true)) return;
  d->thread = std::thread([this] {
    d->run();
    QMetaObject::invokeMethod(this, &Scanner::ended, Qt::QueuedConnection);
  });
}

void Scanner::cancel() {
  d->stop();
}

std::vector<ScanRow> Scanner::drain() {
  return d->feed.drain();
}

ScanProgress Scanner::progress() const {
  return d->feed.progress();
}

}  // namespace synscope
