#include "tests/ui/gallery/throughput_shots.h"

#include "core/logic/throughput/why_slow.h"
#include "tests/support/sample_throughput.h"
#include "ui/throughput/throughput_form.h"
#include "ui/throughput/throughput_page.h"
#include "ui/throughput/throughput_view.h"
#include "ui/throughput/throughput_words.h"

#include <QTabWidget>

namespace synscope {
namespace {

using Shoot = std::function<void(const QString&, QWidget&)>;

ThroughputPage::Openers openers() {
  return {[](const ThroughputOrder&) {
            auto source = std::make_unique<SampleThroughput>();
            source->waiting = sampleThroughputIntervals(SampleTransfer::kTcpUp, 6, 10);
            source->waitingLatency = sampleLoadSamples(SampleTransfer::kTcpUp, 6);
            source->shown =
                std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpUp, false, 6));
            return source;
          },
          [](const ThroughputServerSettings&) {
            auto serving = std::make_unique<SampleServing>();
            serving->shown = {
                std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpBoth, false, 4)),
                std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kUdp))};
            return serving;
          }};
}

}  // namespace

void throughputShots(SettingsStore& settings, const QString& folder, QSize size, const Shoot& shoot) {
  const auto shot = [&](const std::string& name, const std::function<void(ThroughputPage&)>& prepare) {
    ThroughputPage page(settings, openers(), folder);
    page.resize(size);
    page.show();
    prepare(page);
    shoot(QString::fromStdString("throughput-" + name), page);
  };
  shot("empty", [](ThroughputPage&) {});
  shot("form", [](ThroughputPage& page) {
    ThroughputDraft draft;
    draft.set(ThroughputField::kServer, QStringLiteral("speed.example.net"));
    draft.set(ThroughputField::kRate, QStringLiteral("fast"));
    page.form().setDraft(draft);
    page.form().submit();
  });
  shot("login", [](ThroughputPage& page) {
    ThroughputDraft draft;
    draft.set(ThroughputField::kServer, QStringLiteral("speed.example.net"));
    draft.set(ThroughputField::kUser, QStringLiteral("mario"));
    draft.set(ThroughputField::kPassword, QStringLiteral("rossi"));
    draft.set(ThroughputField::kKeyFile, QStringLiteral("/home/mario/speed/public.pem"));
    page.form().setDraft(draft);
    page.form().setMoreShown(true);
    page.form().nameError({ErrorCode::kThroughputRefused, "iperf-error.142", "142"});
  });
  shot("running", [](ThroughputPage& page) {
    page.begin({});
    page.view().setPhase(QString());
    page.refresh();
    page.view().setPhase(phaseLabel(ThroughputClient::Phase::kRunning));
    page.view().refreshNumbers();
  });
  for (int tab = 0; tab < 6; ++tab) {
    shot("finished-" + std::to_string(tab), [tab](ThroughputPage& page) {
      page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpUp)});
      page.view().tabs().setCurrentIndex(tab);
    });
  }
  shot("both", [](ThroughputPage& page) { page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpBoth)}); });
  shot("in-turn", [](ThroughputPage& page) { page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpInTurn)}); });
  shot("in-turn-latency", [](ThroughputPage& page) {
    page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpInTurn)});
    page.view().tabs().setCurrentIndex(ThroughputView::kLatency);
  });
  shot("in-turn-why", [](ThroughputPage& page) {
    page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpInTurn)});
    page.view().tabs().setCurrentIndex(ThroughputView::kWhy);
  });
  shot("stopped", [](ThroughputPage& page) {
    const auto record = sampleThroughputRecord(SampleTransfer::kTcpDown);
    auto report = *record->report;
    report.interrupted = true;
    for (StreamTotal& stream : report.streams)
      stream.sentTime = stream.receivedTime = std::chrono::seconds(1);
    report.elapsed = std::chrono::seconds(1);
    report.why = explainSlow(report, false);
    record->report = std::make_shared<ThroughputReport>(report);
    page.showRecords({record});
  });
  shot("udp", [](ThroughputPage& page) { page.showRecords({sampleThroughputRecord(SampleTransfer::kUdp)}); });
  shot("failed", [](ThroughputPage& page) { page.showRecords({sampleThroughputRecord(SampleTransfer::kFailed)}); });
  shot("compare", [](ThroughputPage& page) {
    page.showRecords(
        {sampleThroughputRecord(SampleTransfer::kTcpUp), sampleThroughputRecord(SampleTransfer::kTcpBoth)});
  });
  shot("server", [](ThroughputPage& page) {
    page.showServer();
    page.server().start();
    page.server().refresh();
  });
}

}  // namespace synscope
