#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_job.h"
#include "app/cli/single_target.h"
#include "app/cli/text_width.h"
#include "core/engine/base/clock.h"
#include "core/engine/base/resolver.h"
#include "core/engine/path/idle_finder.h"
#include "core/engine/path/idle_json.h"

#include <QTimer>

#include <algorithm>

namespace synscope {
namespace {

constexpr Duration kConnectTime = std::chrono::seconds(5);
constexpr std::size_t kMostTimes = 64;
constexpr double kLongestSeconds = 24 * 3600;

/// "30,60,300": seconds. kOutOfRange for what is none of 1 s to a day, kTooManyTargets beyond 64.
Result<std::vector<Duration>> readTimes(const Invocation& invocation) {
  if (!invocation.isSet("times")) return defaultIdleTimes();
  std::vector<Duration> times;
  for (const QString& word : invocation.value("times").split(QLatin1Char(','), Qt::SkipEmptyParts)) {
    bool ok = false;
    const double seconds = word.trimmed().toDouble(&ok);
    if (!ok || !(seconds >= 1 && seconds <= kLongestSeconds))  // Not a number is no time either.
      return Error{ErrorCode::kOutOfRange, "1 to 86400", word.toStdString(), 0};
    times.push_back(std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds)));
  }
  if (times.empty()) return Error{ErrorCode::kEmptyInput, {}, {}, 0};
  if (times.size() > kMostTimes) return Error{ErrorCode::kTooManyTargets, {}, {}, 0};
  return times;
}

bool isDecided(const IdleRung& rung) {
  return rung.fate != IdleFate::kOpening && rung.fate != IdleFate::kIdle && rung.fate != IdleFate::kProbed;
}

void showProgress(const std::vector<IdleRung>& rungs, TimePoint begin, Console& console) {
  const auto decided = std::ranges::count_if(rungs, isDecided);
  const Duration left = std::max(Duration{}, rungs.back().idle - (monotonicNow() - begin));
  console.progress(console.say(
      {"cli.idle.progress",
       {{"count", std::to_string(decided)}, {"total", std::to_string(rungs.size())}, {"ms", idleTimeText(left)}}}));
}

void print(const std::vector<IdleRung>& rungs, Console& console) {
  const IdleVerdict verdict = judgeIdle(rungs);
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  const auto paragraph = [&](const QString& text, Colour colour) {
    for (const QString& line : wrapped(text, console.width()))
      console.line(console.paint(line, colour));
  };
  paragraph(console.say(words.title), verdict.code == IdleCode::kAllAlive ? Colour::kGreen : Colour::kRed);
  console.line();
  paragraph(words.plain.in(console.language()), Colour::kNone);
  int number = 1;
  for (const BilingualText& step : words.steps)
    paragraph(QStringLiteral("%1. ").arg(number++) + step.in(console.language()), Colour::kNone);
  if (verdict.code == IdleCode::kNotConnected) {
    const QString state = console.say(Phrase{"state." + std::string(name(rungs.front().opened)), {}});
    return paragraph(console.say(Phrase{"cli.idle.why-not", {{"status", state.toStdString()}}}), Colour::kNone);
  }
  console.line();
  for (const IdleRung& rung : rungs) {
    QString line = QStringLiteral("  ") + padded(QString::fromStdString(idleTimeText(rung.idle)), 10) +
                   console.say(Phrase{"idle-fate." + std::string(name(rung.fate)), {}});
    if (rung.endedAfter)
      line += QStringLiteral(" (") + QString::fromStdString(idleTimeText(*rung.endedAfter)) + QLatin1Char(')');
    console.line(line);
  }
}

int exitCodeOf(const std::vector<IdleRung>& rungs) {
  switch (judgeIdle(rungs).code) {
    case IdleCode::kAllAlive:
    case IdleCode::kUnfinished: return exit_code::kDone;
    case IdleCode::kNotConnected: return exitCode(rungs.front().opened);
    default: return exit_code::kLaterFailure;
  }
}

int find(const IpEndpoint& target, const std::vector<Duration>& times, const CommonOptions& common, Console& console) {
  IdleFinder finder(target, times, common.timeout.value_or(kConnectTime));
  const TimePoint begin = monotonicNow();
  QTimer everySecond;
  QObject::connect(&everySecond, &QTimer::timeout, &finder, [&] { showProgress(finder.result(), begin, console); });
  everySecond.start(std::chrono::seconds(1));
  runJob(finder, console.interrupts());
  console.clearProgress();
  if (common.json)
    console.json(idleJson(target, finder.result()));
  else
    print(finder.result(), console);
  return exitCodeOf(finder.result());
}

int run(const Invocation& invocation, Console& console) {
  const auto wrong = [&](const UsageError& problem) { return console.usage(problem, invocation.command().name); };
  TargetText target;
  if (const auto problem = readSingleTarget(invocation, target)) return wrong(*problem);
  const auto times = readTimes(invocation);
  if (!times) return wrong(usageError(times.error(), QStringLiteral("--times")));
  const Result<std::string> host = encodeHost(target.host);
  if (!host) return wrong(usageError(host.error(), QStringLiteral("HOST")));
  const Result<IpAddress> address = firstAddress(*host, invocation.common(), console);
  if (address) return find({*address, *target.port}, *times, invocation.common(), console);
  if (invocation.common().json) console.json(idleJson(target.host, *target.port, address.error()));
  if (console.interrupts().requested()) return exit_code::kDone;
  console.error(console.say({"error." + std::string(name(address.error().code)), {{"subject", target.host}}}));
  return exit_code::kNameError;
}

}  // namespace

Command idleCommand() {
  return {QStringLiteral("idle"),
          QStringLiteral("HOST PORT [--times LIST]"),
          {{{QStringLiteral("times")}, QStringLiteral("LIST")}},
          run,
          {{QStringLiteral("synscope-cli idle 192.0.2.7 22 --times 60,300"), "cli.example.idle.short"}}};
}

}  // namespace synscope
