#pragma once

#include "ui/widgets/localized.h"

#include <QMainWindow>

#include <functional>
#include <vector>

class QStackedWidget;

namespace synscope {

class CompanionHost;
class Navigation;
class Page;
class SettingsStore;

/// The window: navigation, pages, and the shortcuts that reach every page. A page is made when it is first shown.
class MainWindow : public Localized<QMainWindow> {
  Q_OBJECT

 public:
  explicit MainWindow(SettingsStore& settings, QWidget* parent = nullptr);
  ~MainWindow() override;

  enum PageIndex { kDiagnose, kPorts, kConnections, kLatency, kThroughput, kSockets, kSettings };
  void showPage(int index);
  Page* page(int index);
  /// Shows the Diagnose page and starts with this target.
  void diagnose(const QString& target);

 protected:
  void retranslate() override;
  void closeEvent(QCloseEvent* event) override;

 private:
  void setupPages();
  Page* makeConnections();
  void setupShortcuts();
  void restoreSizes();
  void addPage(const QString& icon, std::function<QString()> label, std::function<Page*()> make);
  void addShortcut(const QKeySequence& keys, std::function<void()> action);
  Page* shownPage();

  SettingsStore& m_settings;
  CompanionHost* m_companion;
  Navigation* m_navigation;
  QStackedWidget* m_stack;
  std::vector<std::function<Page*()>> m_makers;
  std::vector<Page*> m_pages;
};

}  // namespace synscope
