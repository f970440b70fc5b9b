#include "core/engine/companion/companion_message.h"
#include "core/logic/companion/two_sided_verdict.h"
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
  return view;
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  std::vector<Input> inputs = inputsOf({"", "{}", "[]", "{\"op\":\"report\"}"});
  CompanionHello hello;
  hello.you = IpEndpoint{*IpAddress::parse("10.9.1.2"), 41'000};
  for (const CompanionMessage& message :
       {CompanionMessage(hello), CompanionMessage(CompanionWatchRequest{Protocol::kUdp, 53}),
        CompanionMessage(CompanionReport{true, sampleView()}), CompanionMessage(CompanionTake{100}),
        CompanionMessage(CompanionTook{100}), CompanionMessage(CompanionGive{kCompanionFilling}),
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
  }
  return 0;
}
