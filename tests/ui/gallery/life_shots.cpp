#include "tests/ui/gallery/life_shots.h"

#include "tests/support/sample_diagnosis.h"
#include "tests/support/sample_lives.h"
#include "ui/timeline/ladder_canvas.h"
#include "ui/timeline/ladder_view.h"
#include "ui/timeline/life_view.h"
#include "ui/timeline/recording_view.h"
#include "ui/timeline/state_diagram_view.h"

#include <QTabWidget>

#include <memory>
#include <utility>

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

/// The same life where there is little height, little of both, and with the numbers in front.
void rooms(const Shoot& shoot) {
  const auto life = std::make_shared<ConnectionLife>(sampleLife("half-close"));
  for (const auto& [name, size] : {std::pair("life-low", QSize(1104, 340)), std::pair("life-small", QSize(820, 360))}) {
    LifeView view;
    view.resize(size);
    view.showLife(life);
    view.ladder().select(7);
    shoot(QString::fromLatin1(name), view);
  }
  LifeView numbers;
  numbers.resize(kPageSize);
  numbers.showLife(life);
  numbers.findChild<QTabWidget*>()->setCurrentIndex(1);
  shoot(QStringLiteral("life-numbers"), numbers);
  LifeView nothing;
  nothing.resize(kPageSize);
  shoot(QStringLiteral("life-nothing"), nothing);
}

void recordings(const Shoot& shoot) {
  auto recording = std::make_shared<Recording>(makeRecording(sampleLife("normal"), {}, 1'772'357'405'000'000'000));
  recording->omittedConnections = 12;
  for (const SampleLife& sample : sampleLives()) {
    Recording one = makeRecording(sample.life, {}, 0);
    recording->connections.push_back(std::move(one.connections.front()));
  }
  RecordingView view;
  view.resize(kPageSize);
  view.showRecording(recording);
  shoot(QStringLiteral("recording"), view);
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
  rooms(shoot);
  recordings(shoot);
  ladders(shoot);
  diagrams(shoot);
}

}  // namespace synscope
