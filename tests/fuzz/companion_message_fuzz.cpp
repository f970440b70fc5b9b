#include "core/engine/companion/companion_message.h"
#include "core/logic/companion/both_ends_timeline.h"
#include "core/logic/companion/two_sided_verdict.h"
#include "core/logic/reach/step_codes.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

namespace {

CompanionView sampleView() {
  CompanionView view;
  view.port = 443;
  view.served = true;
  view.process = "nginx, 7";
  view.queueOverflows = 3;
  view.sightings.push_back(
      {{*IpAddress::parse("10.9.1.2"), 41'000}, 3, true, true, 2, 1, 1, CompanionSyn{61, 1400, 7, true, true}});
  view.sightings.push_back({{*IpAddress::parse("fd00::2"), 41'001}, 5, false, true, 0, 0, 0, {}});
  using What = CompanionMoment::What;
  view.sightings.front().moments = {{What::kHalfOpen, Duration(1'500'000), Duration(22'000'001), 1},
                                    {What::kAnsweredAgain, Duration(1'000'000'000), Duration(1'020'000'000), 2},
                                    {What::kEstablished, Duration(1'020'000'000), Duration(1'040'000'000), 1}};
  return view;
}

/// Whatever they say they saw, nothing arrives before it left.
void checkTimeline(const CompanionView& theirs) {
  Attempt ours;
  ours.protocol = theirs.protocol;
  ours.startedAt = TimePoint(std::chrono::seconds(50));
  Timeline steps;
  const LaneId here = steps.lane(both_ends::kHere), there = steps.lane("10.9.1.2");
  const bool tcp = theirs.protocol == Protocol::kTcp;
  for (const int second : {0, 1, 3})
    steps.add({ours.startedAt + std::chrono::seconds(second),
               here,
               there,
               EventKind::kSegment,
               std::string(!tcp          ? step::kDatagramSent
                           : second == 0 ? step::kSynSent
                                         : step::kSynRetransmitted),
               {}});
  ClockMatch clock;
  clock.onExchange(ours.startedAt - std::chrono::milliseconds(20), Duration::zero(), ours.startedAt);
  const TimePoint asked = ours.startedAt + std::chrono::seconds(4);
  const TwoSidedCode code = judgeBothEnds(ours, theirs).code;
  const Timeline timeline = bothEndsTimeline({ours, steps, theirs, code, clock, asked});
  fuzz::check(timeline.events().size() < 64, "too many events");
  for (const TimelineEvent& event : timeline.events())
    fuzz::check(!event.arrives || *event.arrives >= event.at, "arrived before it left");
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  std::vector<Input> inputs = inputsOf({"", "{}", "[]", "{\"op\":\"report\"}"});
  CompanionHello hello;
  hello.you = IpEndpoint{*IpAddress::parse("10.9.1.2"), 41'000};
  for (const CompanionMessage& message :
       {CompanionMessage(hello), CompanionMessage(CompanionWatchRequest{Protocol::kUdp, 53}),
        CompanionMessage(CompanionReport{true, sampleView()}), CompanionMessage(CompanionTake{100}),
        CompanionMessage(CompanionTook{100}), CompanionMessage(CompanionClockRequest{}),
        CompanionMessage(CompanionClock{Duration(41'207'133)}), CompanionMessage(CompanionGive{kCompanionFilling}),
        CompanionMessage(CompanionGiven{50, 1448U, 1500U})}) {
    const QByteArray line = encode(message);
    inputs.emplace_back(line.begin(), line.end());
  }
  return inputs;
}

/// What is read is within its limits, can be judged, and comes out the same when it is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto message =
      decodeCompanionMessage(QByteArray(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)));
  if (!message) return 0;
  const QByteArray line = encode(*message);
  const auto again = decodeCompanionMessage(line);
  fuzz::check(again.has_value(), "what was written cannot be read");
  fuzz::check(encode(*again) == line, "it changes when it is written again");
  if (const auto* take = std::get_if<CompanionTake>(&*message))
    fuzz::check(take->bytes >= 0 && take->bytes <= kCompanionFilling, "more than a line holds");
  if (const auto* give = std::get_if<CompanionGive>(&*message))
    fuzz::check(give->bytes >= 0 && give->bytes <= kCompanionFilling, "more than a line holds");
  if (const auto* report = std::get_if<CompanionReport>(&*message)) {
    fuzz::check(report->view.sightings.size() <= kCompanionSightings, "too many sightings");
    fuzz::check(!judgeBothEnds(Attempt{}, report->view).words.key.empty(), "no verdict");
    checkTimeline(report->view);
  }
  return 0;
}
