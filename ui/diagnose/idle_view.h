#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "core/logic/path/idle_ladder.h"
#include "ui/widgets/localized.h"

#include <QElapsedTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QGridLayout;
class QPushButton;

namespace synscope {

class AnswerView;
class FrameClock;
class JobProgress;
class TargetJob;
class Text;

/// Leaves connections idle and finds out after how long the path forgets them. Goes on while other pages are shown.
class IdleView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit IdleView(QWidget* parent = nullptr);
  ~IdleView() override;

  /// What would be tried. Findings about another target are put away.
  void setRequest(const DiagnosisRequest& request);
  void showRungs(const std::vector<IdleRung>& rungs);
  /// They are all there is: with the answer.
  void finish(const std::vector<IdleRung>& rungs);
  bool stop();

 Q_SIGNALS:
  /// The answer shown, or none any more.
  void leftIdleChanged(const std::optional<synscope::LeftIdle>& left);

 protected:
  void retranslate() override;

 private:
  void start();
  void forget();
  void showProgress();
  void fillTimes();
  void clearRungs();
  std::vector<Duration> chosenTimes() const;

  DiagnosisRequest m_request;
  std::vector<IdleRung> m_rungs;
  IpEndpoint m_target;  ///< Of the latest run.
  QElapsedTimer m_since;
  TargetJob* m_job;
  FrameClock* m_clock;
  Text* m_hint;
  Text* m_timesCaption;
  QComboBox* m_times;
  QPushButton* m_button;
  JobProgress* m_progress;
  AnswerView* m_answer;
  QGridLayout* m_grid;
};

}  // namespace synscope
