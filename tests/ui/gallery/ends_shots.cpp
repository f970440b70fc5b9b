#include "tests/ui/gallery/ends_shots.h"

#include "core/logic/path/idle_ladder.h"
#include "ui/companion/both_ends_view.h"
#include "ui/diagnose/idle_view.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/section.h"

#include <QVBoxLayout>

namespace synscope {
namespace {

DiagnosisRequest request() {
  DiagnosisRequest request;
  request.host = request.hostAsTyped = "files.example.net";
  request.port = 445;
  return request;
}

CompanionFinding silentOneWay() {
  CompanionFinding finding;
  TwoSidedVerdict verdict;
  verdict.code = TwoSidedCode::kAnswerLost;
  verdict.words = {"two-sided.answer-lost", {{"from", "192.0.2.10:50122"}, {"answers", "5"}}};
  finding.verdict = verdict;
  return finding;
}

std::vector<IdleRung> forgottenAfterAMinute() {
  const std::pair<int, IdleFate> rungs[] = {{15, IdleFate::kAlive},    {30, IdleFate::kAlive},  {60, IdleFate::kAlive},
                                            {120, IdleFate::kDropped}, {300, IdleFate::kReset}, {600, IdleFate::kIdle}};
  std::vector<IdleRung> made;
  for (const auto& [seconds, fate] : rungs) {
    IdleRung rung;
    rung.idle = std::chrono::seconds(seconds);
    rung.fate = fate;
    made.push_back(rung);
  }
  return made;
}

}  // namespace

void endsShots(QSize size, const std::function<void(const QString& name, QWidget& widget)>& shoot) {
  const auto shot = [&](const char* name, QWidget* both, QWidget* idle) {
    QWidget page;
    auto* column = new QVBoxLayout(&page);
    column->setContentsMargins(space::kPage, space::kLarge, space::kPage, space::kLarge);
    column->setSpacing(space::kMedium);
    for (QWidget* view : {both, idle})
      column->addWidget(new Section(view));
    column->addStretch(1);
    page.resize(size);
    page.show();
    shoot(QString::fromLatin1(name), page);
  };
  for (const bool found : {false, true}) {
    auto* both = new BothEndsView;
    auto* idle = new IdleView;
    both->setRequest(request());
    idle->setRequest(request());
    if (found) both->showFinding(silentOneWay());
    if (found) idle->showRungs(forgottenAfterAMinute());
    shot(found ? "ends-found" : "ends-empty", both, idle);
  }
}

}  // namespace synscope
