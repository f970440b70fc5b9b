#include "tests/ui/gallery/latency_shots.h"

#include "core/engine/base/clock.h"
#include "tests/support/sample_latency.h"
#include "ui/history/history_view.h"
#include "ui/latency/latency_form.h"
#include "ui/latency/latency_page.h"
#include "ui/latency/latency_view.h"
#include "ui/plots/plot_stack.h"

#include <QTabWidget>
#include <QTableView>

namespace synscope {
namespace {

using Shoot = std::function<void(const QString&, QWidget&)>;

struct Stage {
  SettingsStore& settings;
  QString folder;
  QSize size;
  const Shoot& shoot;

  void page(const char* name, const std::function<void(LatencyPage&)>& prepare,
            const std::function<std::unique_ptr<LatencySource>()>& source = {}) const {
    LatencyPage page(
        settings, [&source](const LatencySettings&) { return source(); }, folder);
    page.resize(size);
    page.show();
    prepare(page);
    shoot(QString::fromLatin1(name), page);
  }
};

std::unique_ptr<LatencySource> runningSource(const std::vector<SampleLane>& lanes, int seconds) {
  auto source = std::make_unique<SampleLatency>();
  const TimePoint begin = monotonicNow() - std::chrono::seconds(seconds);
  source->waiting = sampleLatencySamples(lanes, begin, seconds, 10);
  source->shown = sampleLatencyTable(lanes, begin, source->waiting);
  return source;
}

void finished(const Stage& stage) {
  const auto lanes = sampleLanes();
  const auto one = std::vector<SampleLane>{lanes[0]};
  for (int tab = 0; tab < 6; ++tab) {
    const std::string name = "latency-finished-" + std::to_string(tab);
    stage.page(name.c_str(), [&](LatencyPage& page) {
      RunStore& store = page.store();
      store.keep({QStringLiteral("20260301-093005-000"), QStringLiteral("web.example.net:443 and 3 more"),
                  QStringLiteral("10.9.3.20:22 answers now, but was down before"),
                  QDateTime::fromMSecsSinceEpoch(1'772'357'405'000)},
                 toJson(*sampleLatencyRecord(lanes, 120, 10)));
      page.showRecords({sampleLatencyRecord(lanes, 120, 10)});
      page.view().tabs().setCurrentIndex(tab);
    });
  }
  stage.page("latency-one", [&](LatencyPage& page) {
    page.store().keep(
        {QStringLiteral("20260302-101500-000"), QStringLiteral("web.example.net:443"),
         QStringLiteral("web.example.net:443 is steady: 20 ms"), QDateTime::fromMSecsSinceEpoch(1'772'443'805'000)},
        toJson(*sampleLatencyRecord(one, 60, 10)));
    page.showRecords({sampleLatencyRecord(one, 60, 10)});
    page.view().plots().view().setCursor(22);
  });
  stage.page("latency-compare", [&](LatencyPage& page) {
    page.showRecords({sampleLatencyRecord(one, 60, 10), sampleLatencyRecord(lanes, 120, 10)});
  });
  stage.page("latency-history", [&](LatencyPage& page) {
    page.showHistory();
    page.history().table().selectAll();
  });
}

}  // namespace

void latencyShots(SettingsStore& settings, const QString& folder, QSize size, const Shoot& shoot) {
  const Stage stage{settings, folder, size, shoot};
  stage.page("latency-empty", [](LatencyPage&) {});
  stage.page("latency-form", [](LatencyPage& page) {
    LatencyDraft draft;
    draft.set(LatencyField::kTargets, QStringLiteral("example.net:443, 10.9.300.1:80, https://www.example.org/x"));
    draft.set(LatencyField::kMethod, QStringLiteral("http"));
    page.form().setDraft(draft);
    page.form().setMoreShown(true);
    page.form().submit();
  });
  for (const bool together : {false, true}) {
    stage.page(
        together ? "latency-overlaid" : "latency-running",
        [together](LatencyPage& page) {
          page.begin(sampleLatencySettings(sampleLanes()));
          page.view().setOverlaid(together);
          page.view().refreshNumbers();
          page.refresh();
        },
        [] { return runningSource(sampleLanes(), 75); });
  }
  finished(stage);
}

}  // namespace synscope
