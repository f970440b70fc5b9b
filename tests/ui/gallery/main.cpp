#include "tests/support/sample_both_ends.h"
#include "tests/support/sample_diagnosis.h"
#include "tests/support/sample_log.h"
#include "tests/support/sample_scan.h"
#include "tests/support/sample_session.h"
#include "tests/support/sample_sockets.h"
#include "tests/ui/gallery/ends_shots.h"
#include "tests/ui/gallery/latency_shots.h"
#include "tests/ui/gallery/life_shots.h"
#include "tests/ui/gallery/throughput_shots.h"
#include "ui/companion/both_ends_view.h"
#include "ui/companion/ends_timeline_view.h"
#include "ui/companion/mtu_view.h"
#include "ui/diagnose/diagnose_page.h"
#include "ui/diagnose/evidence_view.h"
#include "ui/diagnose/path_view.h"
#include "ui/diagnose/result_view.h"
#include "ui/diagnose/target_bar.h"
#include "ui/log/log_bar.h"
#include "ui/log/log_lines.h"
#include "ui/log/log_rows.h"
#include "ui/log/log_view.h"
#include "ui/ports/ports_page.h"
#include "ui/ports/scan_form.h"
#include "ui/ports/scan_model.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_store.h"
#include "ui/sockets/socket_filter_bar.h"
#include "ui/sockets/socket_model.h"
#include "ui/sockets/sockets_page.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/ladder_view.h"
#include "ui/widgets/app_icon.h"
#include "ui/workbench/new_session_view.h"
#include "ui/workbench/session_form.h"
#include "ui/workbench/session_view.h"
#include "ui/workbench/workbench_page.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QScrollBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>

#include <cstdio>
#include <functional>

namespace synscope {
namespace {

constexpr int kNavigation = 176;  ///< Width beside a page.

/// Renders every page of the window into PNG files, in each language and theme.
class Gallery {
 public:
  /// @param only Pictures whose names begin so; empty: all.
  explicit Gallery(QDir folder, QString only = {})
      : m_folder(std::move(folder)), m_only(std::move(only)), m_settings(m_private.filePath(QStringLiteral("s.ini"))) {}

  /// @param full The samples all in one picture each, or only the pictures of the README.
  bool render(QSize size, bool full) {
    for (const auto theme : {ThemeChoice::kLight, ThemeChoice::kDark}) {
      applyTheme(theme);
      for (const auto language : {Language::kEnglish, Language::kChinese, Language::kBoth}) {
        if (!full && language == Language::kBoth) continue;
        showLanguage(language);
        m_suffix = QStringLiteral("-%1-%2").arg(synscope::name(language), synscope::name(theme));
        full ? renderAll(size) : renderReadme(size);
      }
    }
    return m_good;
  }

 private:
  void renderAll(QSize size) {
    shoot(QStringLiteral("diagnose-empty"), size, [](MainWindow&) {});
    shoot(QStringLiteral("diagnose-options"), size, [](MainWindow& window) {
      auto& page = diagnosePage(window);
      page.targetBar().setTarget(QStringLiteral("https://www.example.net/login"));
      page.setOptionsShown(true);
    });
    shoot(QStringLiteral("diagnose-bad-input"), size, [](MainWindow& window) {
      auto& page = diagnosePage(window);
      page.targetBar().setTarget(QStringLiteral("10.9.300.1:80"));
      page.diagnose();
    });
    for (const SampleDiagnosis& sample : sampleDiagnoses()) {
      shoot(QStringLiteral("diagnose-") + QString::fromStdString(sample.name), size,
            [&sample](MainWindow& window) { showSample(window, sample.diagnosis); });
    }
    for (const char* code : {"both-open", "answer-lost", "lost-on-the-way", "reset-before-them", "rejected-on-the-way"})
      shoot(QStringLiteral("diagnose-both-ends-") + QLatin1String(code), size,
            [code](MainWindow& window) { showBothEnds(window, code); });
    shoot(QStringLiteral("ports-empty"), size, [](MainWindow& window) { window.showPage(MainWindow::kPorts); });
    shoot(QStringLiteral("ports"), size, showScan);
    shoot(QStringLiteral("sockets-empty"), size, [](MainWindow& window) { window.page(MainWindow::kSockets); });
    shoot(QStringLiteral("sockets"), size, [](MainWindow& window) { showSockets(window, 443); });
    shoot(QStringLiteral("sockets-listener"), size, [](MainWindow& window) { showSockets(window, 8080); });
    shoot(QStringLiteral("sockets-port"), size, [](MainWindow& window) {
      socketsPage(window).filterBar().setText(QStringLiteral("443"));
      showSockets(window, 0);
    });
    shoot(QStringLiteral("sockets-none"), size, [](MainWindow& window) {
      socketsPage(window).filterBar().setText(QStringLiteral("no such process"));
      showSockets(window, 0);
    });
    shoot(QStringLiteral("sockets-unfolded"), size, [](MainWindow& window) {
      socketsPage(window).filterBar().clear();
      showSockets(window, 0);
    });
    renderConnections(size);
    shoot(QStringLiteral("settings"), size, [](MainWindow& window) { window.showPage(MainWindow::kSettings); });
    lifeShots([this](const QString& name, QWidget& widget) { shootWidget(name, widget); });
    renderLog(size);
    endsShots(QSize(size.width() - kNavigation, size.height()),
              [this](const QString& name, QWidget& widget) { shootWidget(name, widget); });
    latencyShots(m_settings, m_private.filePath(QStringLiteral("runs")),
                 QSize(size.width() - kNavigation, size.height()),
                 [this](const QString& name, QWidget& widget) { shootWidget(name, widget); });
    throughputShots(m_settings, m_private.filePath(QStringLiteral("tests")),
                    QSize(size.width() - kNavigation, size.height()),
                    [this](const QString& name, QWidget& widget) { shootWidget(name, widget); });
  }

  /// The log on its own, as pages embed it.
  void renderLog(QSize size) {
    const auto shot = [&](const char* name, const std::function<void(LogView&)>& prepare, bool empty = false) {
      LogView view;
      view.setContentsMargins(space::kLarge, space::kLarge, space::kLarge, space::kMedium);
      view.resize(size.width() - 200, size.height() * 2 / 3);
      view.show();
      view.setLog(empty ? nullptr : sampleLog(m_private.filePath(QStringLiteral("logs"))));
      prepare(view);
      const bool ready = settle(view);
      save(view, QString::fromLatin1(name));
      m_good = m_good && ready;
    };
    shot(
        "log-empty", [](LogView&) {}, true);
    shot("log", [](LogView& view) { view.lines().select(1); });
    shot("log-both", [](LogView& view) { view.bar().setPayloadStyle(PayloadStyle::kBoth); });
    shot("log-search", [](LogView& view) {
      view.bar().setSearchText(QStringLiteral("alarm"));
      view.bar().setPayloadStyle(PayloadStyle::kBoth);
      view.lines().select(11);
    });
  }

  static bool settle(LogView& view) {
    for (int turn = 0; turn < 2000; ++turn) {
      view.refresh();
      QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
      if (turn > 3 && !view.rows().catchingUp()) return true;
    }
    return false;
  }

  void renderConnections(QSize size) {
    const auto shootPage = [&](const char* name, const std::function<void(WorkbenchPage&)>& prepare) {
      WorkbenchPage page(m_settings,
                         [](const EndpointSettings& settings) { return std::make_unique<SampleSession>(settings); });
      page.resize(size);
      prepare(page);
      shootWidget(QLatin1String(name), page);
    };
    shootPage("connections-empty", [](WorkbenchPage&) {});
    shootPage("connections-form", [](WorkbenchPage& page) {
      SessionDraft draft;
      draft.set(SessionField::kKind, QStringLiteral("tcp-server"));
      draft.set(SessionField::kRole, QStringLiteral("forward"));
      draft.set(SessionField::kForward, QStringLiteral("example.net"));
      draft.set(SessionField::kTls, QStringLiteral("1"));
      page.newSession().form().setDraft(draft);
      page.newSession().form().setMoreShown(true);
      page.newSession().form().submit();
    });
    for (int tab = 0; tab < 4; ++tab) {
      const std::string name = "connections-server-" + std::to_string(tab);
      shootPage(name.c_str(), [tab](WorkbenchPage& page) {
        page.add(sampleClient());
        page.add(sampleFailedClient());
        page.add(sampleUdp());
        page.add(sampleServer());
        page.view(3).tabs().setCurrentIndex(tab);
      });
    }
    shootPage("connections-client", [](WorkbenchPage& page) {
      page.add(sampleServer());
      page.add(sampleClient());
    });
    shootPage("connections-failed", [](WorkbenchPage& page) { page.add(sampleFailedClient()); });
    shootPage("connections-udp", [](WorkbenchPage& page) { page.add(sampleUdp()); });
  }

  void renderReadme(QSize size) {
    shoot(QStringLiteral("diagnose"), size,
          [](MainWindow& window) { showSample(window, sampleDiagnosis("blocked-reject")); });
    shoot(QStringLiteral("ports"), size, showScan);
  }

  static DiagnosePage& diagnosePage(MainWindow& window) {
    return static_cast<DiagnosePage&>(*window.page(MainWindow::kDiagnose));
  }

  static void showSample(MainWindow& window, const Diagnosis& diagnosis) {
    auto& page = diagnosePage(window);
    const QString host = QString::fromStdString(diagnosis.request.hostAsTyped);
    page.targetBar().setTarget(QStringLiteral("%1:%2").arg(host).arg(diagnosis.request.port));
    page.targetBar().setRunning(!diagnosis.finished);
    page.showDiagnosis(diagnosis);
  }

  /// Below a diagnosis: the answer of both ends with an event explained, and the sizes of packets.
  static void showBothEnds(MainWindow& window, const char* code) {
    showSample(window, sampleDiagnosis("blocked-silent"));
    ResultView& result = diagnosePage(window).result();
    result.bothEnds().showFinding(sampleCompanionFinding(code));
    result.bothEnds().timeline().ladder().select(1);
    result.mtu().showFinding(sampleMtuFinding());
    window.show();
    QCoreApplication::processEvents();
    result.verticalScrollBar()->setValue(result.bothEnds().parentWidget()->y() - space::kMedium);
  }

  static void showScan(MainWindow& window) {
    window.showPage(MainWindow::kPorts);
    auto& page = static_cast<PortsPage&>(*window.page(MainWindow::kPorts));
    page.form().setFields(QStringLiteral("web.example.net, 10.9.3.20"), QStringLiteral("22-9100, https"));
    page.model().start(sampleHosts(), Protocol::kTcp);
    page.model().feed(sampleScan());
    ScanProgress progress;
    progress.done = progress.total = sampleScan().size();
    progress.elapsed = std::chrono::milliseconds(2130);
    page.showRows(progress, false);
    page.table().selectRow(2);
    page.table().setFocus();
  }

  static SocketsPage& socketsPage(MainWindow& window) {
    return static_cast<SocketsPage&>(*window.page(MainWindow::kSockets));
  }

  /// Two readings, and the socket with this local port explained.
  static void showSockets(MainWindow& window, quint16 port) {
    SocketsPage& page = socketsPage(window);
    page.showReading(sampleSockets());
    page.showReading(sampleSocketsLater());
    window.showPage(MainWindow::kSockets);
    for (int row = 0; port != 0 && row < page.model().rowCount(); ++row)
      if (page.model().view()->socket(static_cast<std::size_t>(row)).local.port == port) page.table().selectRow(row);
    page.table().setFocus();
  }

  void shoot(const QString& name, QSize size, const std::function<void(MainWindow&)>& prepare) {
    if (!name.startsWith(m_only)) return;
    MainWindow window(m_settings);
    window.resize(size);
    prepare(window);
    shootWidget(name, window);
  }

  void shootWidget(const QString& name, QWidget& widget) {
    if (!name.startsWith(m_only)) return;
    widget.show();
    for (int turn = 0; turn < 4; ++turn)
      QCoreApplication::processEvents();
    save(widget, name);
  }

  void save(QWidget& widget, const QString& name) {
    const QString file = m_folder.filePath(name + m_suffix + QStringLiteral(".png"));
    if (!widget.grab().save(file, "PNG", 0)) {
      std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
      m_good = false;
    }
  }

  QTemporaryDir m_private;
  QDir m_folder;
  QString m_only;
  SettingsStore m_settings;
  QString m_suffix;
  bool m_good = true;
};

/// The icon of the program in the sizes packages want.
bool renderIcons(const QDir& folder) {
  bool good = true;
  for (const int side : {16, 24, 32, 48, 64, 128, 256, 512})
    good = appIcon().pixmap(side).save(folder.filePath(QStringLiteral("synscope-%1.png").arg(side)), "PNG") && good;
  return good;
}

}  // namespace
}  // namespace synscope

/// gallery FOLDER [WIDTHxHEIGHT] [--readme | --icons | --only=BEGINNING]   (QT_SCALE_FACTOR=2 for pictures at 200 %)
int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  const QStringList arguments = QApplication::arguments();
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: gallery FOLDER [WIDTHxHEIGHT] [--readme | --icons | --only=BEGINNING]\n");
    return 64;
  }
  QSize size(1200, 900);
  const QStringList sides = arguments.value(2).split(QLatin1Char('x'));
  if (sides.size() == 2) size = QSize(sides[0].toInt(), sides[1].toInt());
  QDir folder(arguments[1]);
  if (!folder.mkpath(QStringLiteral("."))) return 70;
  if (arguments.contains(QStringLiteral("--icons"))) return synscope::renderIcons(folder) ? 0 : 70;
  const bool readme = arguments.contains(QStringLiteral("--readme"));
  QString only;
  for (const QString& argument : arguments)
    if (argument.startsWith(QStringLiteral("--only="))) only = argument.section(QLatin1Char('='), 1);
  return synscope::Gallery(folder, only).render(size, !readme) ? 0 : 70;
}
