#include "tests/ui/gallery/life_shots.h"

#include "tests/support/sample_diagnosis.h"
#include "tests/support/sample_lives.h"
#include "ui/timeline/ladder_canvas.h"
#include "ui/timeline/ladder_view.h"
#include "ui/timeline/life_view.h"
#include "ui/timeline/state_diagram_view.h"

#include <memory>

namespace synscope {
namespace {

using Shoot = std::function<void(const QString&, QWidget&)>;

/// The room beside the navigation of a window of 1280 × 720.
constexpr QSize kPageSize(1104, 640);

void lives(const Shoot& shoot) {
  for (const SampleLife& sample : sampleLives()) {
    LifeView view;
    view.resize(kPageSize);
    view.showLife(std::make_shared<ConnectionLife>(sample.life));
    if (sample.name != "open") view.ladder().select(static_cast<qsizetype>(sample.life.timeline.events().size()) - 3);
    shoot(QStringLiteral("life-") + QString::fromStdString(sample.name), view);
  }
}

void ladders(const Shoot& shoot) {
  LadderView diagnosis;
  diagnosis.resize(kPageSize);
  diagnosis.setTimeline(sampleDiagnosis("blocked-reject").timeline);
  shoot(QStringLiteral("ladder-diagnosis"), diagnosis);
  LadderView linear;
  linear.resize(700, 640);
  linear.setTimeline(sampleLife("vanished").timeline);
  linear.canvas().setLinearTime(true);
  linear.canvas().zoomToFit();
  shoot(QStringLiteral("ladder-linear"), linear);
}

void diagrams(const Shoot& shoot) {
  StateDiagramView empty;
  empty.resize(560, 600);
  shoot(QStringLiteral("states-empty"), empty);
  StateDiagramView normal;
  normal.resize(1000, 1000);
  normal.setLife(sampleLife("normal"));
  shoot(QStringLiteral("states-large"), normal);
}

}  // namespace

void lifeShots(const Shoot& shoot) {
  lives(shoot);
  ladders(shoot);
  diagrams(shoot);
}

}  // namespace synscope
