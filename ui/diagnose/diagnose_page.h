#pragma once

#include "core/engine/diagnose/demo_target.h"
#include "core/logic/diagnose/diagnosis.h"
#include "ui/shell/page.h"

#include <QElapsedTimer>

#include <string>
#include <vector>

class QMenu;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace synscope {

class DiagnosisController;
class DisclosureButton;
class EmptyState;
class FrameClock;
class OptionsPanel;
class ReportActions;
class ResultView;
class SettingsStore;
class TargetBar;
class Text;

/// "Why can't I connect?": a target line, and everything known about the answer.
class DiagnosePage : public Page {
  Q_OBJECT

 public:
  explicit DiagnosePage(SettingsStore& settings, QWidget* parent = nullptr);
  ~DiagnosePage() override;

  void focusFirst() override;
  bool stop() override;
  void copy() override;
  void save() override;

  /// Starts with what stands in the target line; an error in it is shown there.
  void diagnose();
  /// Starts against a target built into this program, which needs no network. Precondition: the case exists.
  void tryItHere(const std::string& caseName);
  void showDiagnosis(const Diagnosis& diagnosis);
  TargetBar& targetBar() { return *m_target; }
  ResultView& result() { return *m_result; }
  void setOptionsShown(bool shown);

 Q_SIGNALS:
  void finished(const synscope::Diagnosis& diagnosis);

 protected:
  void retranslate() override;

 private:
  void setupTargetCard();
  void setupBody();
  void connectTarget();
  void connectController();
  void connectReport();
  void fillTryMenu();
  void makeDemoTarget();
  /// Says which demonstration is shown and offers the others; nothing for an empty name.
  void showDemo(const std::string& caseName);
  void run(const DiagnosisRequest& request);
  void announce();
  void setRunning(bool running);

  SettingsStore& m_settings;
  TargetBar* m_target;
  OptionsPanel* m_options;
  DisclosureButton* m_optionsButton;
  QPushButton* m_tryButton;
  Text* m_demo;
  QPushButton* m_otherDemos;
  QStackedWidget* m_body;
  EmptyState* m_empty;
  ResultView* m_result;
  ReportActions* m_report;
  DiagnosisController* m_controller;
  FrameClock* m_clock;
  QElapsedTimer m_since;
  QMenu* m_tryMenu;
  std::vector<DemoCase> m_demoCases;
  std::string m_demoCase;
  QVBoxLayout* m_layout;
};

}  // namespace synscope
