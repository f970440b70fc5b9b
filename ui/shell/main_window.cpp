#include "ui/shell/main_window.h"

#include "ui/companion/companion_host.h"
#include "ui/diagnose/diagnose_page.h"
#include "ui/diagnose/target_bar.h"
#include "ui/latency/latency_page.h"
#include "ui/ports/ports_page.h"
#include "ui/settings/settings_page.h"
#include "ui/shell/help_dialog.h"
#include "ui/shell/navigation.h"
#include "ui/shell/settings_store.h"
#include "ui/sockets/sockets_page.h"
#include "ui/throughput/throughput_page.h"
#include "ui/workbench/workbench_page.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>

namespace synscope {
namespace {

const QString kGeometry = QStringLiteral("window/geometry");
constexpr QSize kFirstSize(1200, 800);
constexpr QSize kSmallest(760, 520);
constexpr QSize kFrame(8, 40);  ///< Room for what the window manager draws around it.

}  // namespace

MainWindow::MainWindow(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_companion(new CompanionHost(this)),
      m_navigation(new Navigation),
      m_stack(new QStackedWidget) {
  auto* centre = new QWidget;
  auto* layout = new QHBoxLayout(centre);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_navigation);
  layout->addWidget(m_stack, 1);
  setCentralWidget(centre);
  setupPages();
  setupShortcuts();
  restoreSizes();
  retranslate();
  showPage(kDiagnose);
}

MainWindow::~MainWindow() = default;

void MainWindow::setupPages() {
  addPage(
      QStringLiteral("diagnose"), [] { return tr("Diagnose"); }, [this] { return new DiagnosePage(m_settings); });
  addPage(
      QStringLiteral("ports"), [] { return tr("Ports"); }, [this] { return new PortsPage(m_settings); });
  addPage(
      QStringLiteral("connections"), [] { return tr("Connections"); }, [this] { return makeConnections(); });
  addPage(
      QStringLiteral("latency"), [] { return tr("Latency"); }, [this] { return new LatencyPage(m_settings); });
  addPage(
      QStringLiteral("throughput"), [] { return tr("Throughput"); }, [this] { return new ThroughputPage(m_settings); });
  addPage(
      QStringLiteral("sockets"), [] { return tr("Sockets"); }, [this] { return new SocketsPage(m_settings); });
  addPage(
      QStringLiteral("settings"), [] { return tr("Settings"); },
      [this] { return new SettingsPage(m_settings, *m_companion); });
  connect(m_navigation, &Navigation::chosen, this, &MainWindow::showPage);
}

Page* MainWindow::makeConnections() {
  auto* made = new WorkbenchPage(m_settings);
  connect(made, &WorkbenchPage::diagnoseRequested, this, &MainWindow::diagnose);
  return made;
}

void MainWindow::setupShortcuts() {
  for (int index = 0; index < m_navigation->count(); ++index)
    addShortcut(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index), [this, index] { showPage(index); });
  addShortcut(Qt::CTRL | Qt::Key_L, [this] { shownPage()->focusFirst(); });
  addShortcut(Qt::Key_Escape, [this] { shownPage()->stop(); });
  addShortcut(QKeySequence::Copy, [this] { shownPage()->copy(); });
  addShortcut(QKeySequence::Save, [this] { shownPage()->save(); });
  addShortcut(Qt::Key_F1, [this] { showHelp(this); });
  addShortcut(QKeySequence::Quit, [this] { close(); });
}

void MainWindow::restoreSizes() {
  setMinimumSize(kSmallest);
  if (restoreGeometry(m_settings.state(kGeometry))) return;
  resize(kFirstSize.boundedTo(screen()->availableSize() - kFrame).expandedTo(kSmallest));
}

void MainWindow::showPage(int index) {
  Page* shown = page(index);
  if (shown == nullptr) return;
  m_navigation->setCurrent(index);
  m_stack->setCurrentWidget(shown);
  shown->focusFirst();
}

Page* MainWindow::page(int index) {
  if (index < 0 || index >= static_cast<int>(m_makers.size())) return nullptr;
  const auto at = static_cast<std::size_t>(index);
  if (m_pages[at] == nullptr) {
    m_pages[at] = m_makers[at]();
    m_stack->addWidget(m_pages[at]);
  }
  return m_pages[at];
}

void MainWindow::diagnose(const QString& target) {
  showPage(kDiagnose);
  auto* diagnosePage = static_cast<DiagnosePage*>(page(kDiagnose));
  diagnosePage->targetBar().setTarget(target);
  diagnosePage->diagnose();
}

void MainWindow::retranslate() {
  setWindowTitle(QStringLiteral("SynScope"));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  m_settings.setState(kGeometry, saveGeometry());
  shownPage()->stop();
  event->accept();
}

void MainWindow::addPage(const QString& icon, std::function<QString()> label, std::function<Page*()> make) {
  m_navigation->addPage(icon, std::move(label));
  m_makers.push_back(std::move(make));
  m_pages.push_back(nullptr);
}

void MainWindow::addShortcut(const QKeySequence& keys, std::function<void()> action) {
  connect(new QShortcut(keys, this), &QShortcut::activated, this, std::move(action));
}

Page* MainWindow::shownPage() {
  return page(m_navigation->current());
}

}  // namespace synscope
