#include "core/logic/endpoint/endpoint_settings.h"
#include "tests/bench/process_usage.h"
#include "tests/support/thread_work.h"
#include "tests/ui/ui_test.h"
#include "ui/shell/main_window.h"
#include "ui/workbench/session_view.h"
#include "ui/workbench/workbench_page.h"

#include <QApplication>
#include <QProcess>
#include <QStandardPaths>

#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace synscope;
using namespace synscope::test;
using namespace synscope::bench;

namespace {

constexpr int kClients = 10'000;
constexpr int kRounds = 50;
constexpr double kFrameMs = 1000.0 / 60;
constexpr double kMostMiB = 400;

/// Runs the window's event loop until `over()`, and notes what each turn of it took.
template <typename Over>
void runWindow(std::vector<double>& turns, const Over& over) {
  while (!over()) {
    const double start = workedMs();
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    turns.push_back(workedMs() - start);
  }
}

bool report(std::vector<double> turns, const SessionCounters& seen, bool clientsOk, std::size_t rows) {
  std::erase_if(turns, [](double ms) { return ms < 0.2; });  // Nothing was drawn.
  std::ranges::sort(turns);
  const double p99 = turns.empty() ? 0 : turns[(turns.size() - 1) * 99 / 100];
  const double peak = static_cast<double>(peakResidentBytes()) / kMiB;
  std::printf(
      "  %d clients, %llu messages echoed, %zu rows in the table: %zu frames, median %.1f ms, 99 %% below %.1f ms, "
      "longest %.1f ms; "
      "peak memory %.0f MiB\n",
      kClients, static_cast<unsigned long long>(seen.messagesOut), rows, turns.size(), turns[turns.size() / 2], p99,
      turns.back(), peak);
  const bool counted = seen.connections == kClients && seen.bytesOut == std::uint64_t{kClients} * kRounds * 64;
  return clientsOk && counted && rows >= kClients && p99 < kFrameMs && peak < kMostMiB;
}

}  // namespace

/// The window shows a server session with 10,000 clients that talk: how long each turn of its event loop takes.
/// usage: window_clients_bench MANY_CLIENTS
int main(int argc, char** argv) {
  if (argc != 2) return 2;
  qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  QStandardPaths::setTestModeEnabled(true);
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_max < kClients + 1'000) {
    std::printf("SKIP: this process may open %llu descriptors only\n", static_cast<unsigned long long>(limit.rlim_max));
    return 77;
  }
  UiTestBed bed;
  MainWindow window(bed.settings);
  window.resize(1280, 800);
  window.showPage(MainWindow::kConnections);
  window.show();
  auto* page = static_cast<WorkbenchPage*>(window.page(MainWindow::kConnections));
  EndpointSettings settings;
  settings.kind = EndpointKind::kTcpServer;
  settings.role = ServerRole::kEcho;
  page->open(settings);
  SessionSource& session = page->view(0).session();
  std::vector<double> turns;
  runWindow(turns, [&] { return session.status().local.has_value(); });
  turns.clear();

  QProcess clients;
  clients.setProcessChannelMode(QProcess::ForwardedErrorChannel);
  bool ended = false;
  std::size_t rows = 0;
  QObject::connect(&clients, &QProcess::finished, &clients, [&] { ended = true; });
  QObject::connect(&clients, &QProcess::readyReadStandardOutput, &clients, [&] {
    std::printf("  clients: %s", clients.readAllStandardOutput().constData());
    rows = session.table()->rows.size();
    clients.closeWriteChannel();
  });
  clients.start(QString::fromLocal8Bit(argv[1]),
                {QString::number(session.status().local->port), QString::number(kClients), QString::number(kRounds),
                 QStringLiteral("stay")});
  runWindow(turns, [&] { return ended; });
  const bool clientsOk = clients.exitStatus() == QProcess::NormalExit && clients.exitCode() == 0;
  const bool good = report(std::move(turns), session.counters(), clientsOk, rows);
  std::printf("%s\n", good ? "PASS" : "FAIL");
  return good ? 0 : 1;
}
