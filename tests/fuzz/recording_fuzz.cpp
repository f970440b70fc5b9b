#include "core/engine/timeline/recording_json.h"
#include "core/logic/endpoint/life_summary.h"
#include "core/logic/timeline/ladder_layout.h"
#include "core/logic/timeline/state_path.h"
#include "core/logic/timeline/svg_items.h"
#include "tests/support/fuzz_main.h"
#include "tests/support/sample_lives.h"

using namespace synscope;

namespace {

const LadderWords kWords = {[](const TimelineEvent& event) {
                              return LadderLabel{event.code, {}};
                            },
                            [](std::string_view lane) { return std::string(lane); },
                            [](EventSource source) { return std::string(name(source)); }};

/// What every view does with a life must hold for whatever a file tells.
void look(const ConnectionLife& life) {
  fuzz::check(!lifeSummary(life).empty(), "a life about which nothing can be said");
  for (const LaneId lane : {0, 1}) {
    TcpState at = TcpState::kClosed;
    for (const StateStep& step : statePath(life.timeline, lane)) {
      fuzz::check(step.transition.from == at, "a way with a gap");
      fuzz::check(step.event < life.timeline.events().size(), "a step of no event");
      at = step.transition.to;
    }
  }
  const LadderLayout layout(life.timeline, {}, kWords, estimatedLadderWidth);
  for (const LadderItem& item : layout.items(0, layout.height()))
    fuzz::check(item.y1 >= -50 && item.y1 <= layout.height() + 50, "an item outside the ladder");
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  std::vector<Input> inputs = inputsOf({"", "{}", "[]", "{\"schema\":\"synscope/recording/1\"}"});
  for (const SampleLife& sample : sampleLives()) {
    const QByteArray json = recordingJson(makeRecording(sample.life, {}, 0));
    inputs.emplace_back(json.begin(), json.end());
  }
  return inputs;
}

/// What is read can be shown, and written and read again without change; what is not, names a place.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = readRecording(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
  if (!read) {
    fuzz::check(!read.error().operation.empty(), "an error that names no place");
    return 0;
  }
  for (const RecordedConnection& connection : read->connections)
    look(connection.life);
  const QByteArray json = recordingJson(*read);
  const auto again = readRecording(json);
  fuzz::check(again.ok(), "what was written cannot be read");
  fuzz::check(recordingJson(*again) == json, "it changes when it is saved again");
  return 0;
}
