#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/diagnosis_text.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupts.h"
#include "app/cli/run_job.h"
#include "app/cli/single_target.h"
#include "core/engine/base/resolver.h"
#include "core/engine/diagnose/demo_target.h"
#include "core/engine/diagnose/diagnosis_json.h"
#include "core/engine/diagnose/diagnosis_runner.h"
#include "core/engine/diagnose/report.h"

#include <QJsonArray>
#include <QSaveFile>

namespace synscope {
namespace {

constexpr Duration kLeastTimeout = std::chrono::milliseconds(100);

std::optional<ReportFormat> reportFormat(const QString& fileName) {
  if (fileName.endsWith(QStringLiteral(".html"), Qt::CaseInsensitive)) return ReportFormat::kHtml;
  if (fileName.endsWith(QStringLiteral(".md"), Qt::CaseInsensitive)) return ReportFormat::kMarkdown;
  if (fileName.endsWith(QStringLiteral(".json"), Qt::CaseInsensitive)) return ReportFormat::kJson;
  return std::nullopt;
}

Phrase about(const char* key, const QString& subject) {
  return {key, {{"subject", subject.toStdString()}}};
}

std::optional<UsageError> contradiction(const Invocation& invocation) {
  if (invocation.isSet("tls") && invocation.isSet("no-tls"))
    return UsageError{about("cli.usage.contradiction", QStringLiteral("--tls, --no-tls")), {}};
  if (invocation.isSet("tls") && invocation.isSet("udp"))
    return UsageError{about("cli.usage.contradiction", QStringLiteral("--tls, --udp")), {}};
  if (invocation.isSet("report") && !reportFormat(invocation.value("report")))
    return UsageError{about("cli.usage.bad-report-name", invocation.value("report")), {}};
  return std::nullopt;
}

void applyOptions(const Invocation& invocation, DiagnosisRequest& request) {
  if (invocation.isSet("udp")) request.protocol = Protocol::kUdp;
  if (invocation.isSet("tls")) request.tls = TlsChoice::kYes;
  if (invocation.isSet("no-tls")) request.tls = TlsChoice::kNo;
  if (invocation.isSet("no-path")) request.path = false;
  if (invocation.isSet("no-control")) request.controlPorts = request.controlAddress = false;
  request.family = invocation.common().family;
  if (invocation.common().timeout) request.timeout = std::max(*invocation.common().timeout, kLeastTimeout);
}

/// The target: HOST PORT, or one argument that holds both.
std::optional<UsageError> readRequest(const Invocation& invocation, DiagnosisRequest& request) {
  TargetText target;
  if (auto problem = readSingleTarget(invocation, target)) return problem;
  const auto host = encodeHost(target.host);
  if (!host) return usageError(host.error(), QStringLiteral("HOST"));
  request.host = *host;
  request.hostAsTyped = target.host;
  request.port = *target.port;
  request.protocol = target.protocol;
  if (target.tls) request.tls = *target.tls ? TlsChoice::kYes : TlsChoice::kNo;
  applyOptions(invocation, request);
  return std::nullopt;
}

bool saveReport(const Diagnosis& diagnosis, const QString& fileName, Console& console) {
  ReportOptions options;
  options.format = reportFormat(fileName).value_or(ReportFormat::kHtml);
  QSaveFile file(fileName);
  const QByteArray report = writeReport(diagnosis, options);
  const bool saved = file.open(QIODevice::WriteOnly) && file.write(report) == report.size() && file.commit();
  if (saved)
    console.note(console.say(about("cli.diagnose.report-saved", fileName)));
  else
    console.error(console.say(about("cli.output-failed", file.errorString())));
  return saved;
}

void showProgress(const Diagnosis& diagnosis, Console& console) {
  const QString counts = QStringLiteral("%1/%2").arg(diagnosis.evidence.size()).arg(diagnosis.planned.size());
  console.progress(console.say(about("cli.diagnose.progress", counts)));
}

Diagnosis diagnose(const DiagnosisRequest& request, Console& console) {
  DiagnosisRunner runner(request);
  QObject::connect(&runner, &DiagnosisRunner::progressed, &runner,
                   [&console](const Diagnosis& diagnosis) { showProgress(diagnosis, console); });
  const bool interrupted = runJob(runner, console.interrupts());
  console.clearProgress();
  if (interrupted) console.note(console.say(Phrase{"cli.cancelled", {}}));
  return runner.result();
}

int show(const Diagnosis& diagnosis, const Invocation& invocation, Console& console) {
  if (invocation.common().json)
    console.json(diagnosisJson(diagnosis));
  else
    printDiagnosis(diagnosis, invocation.isSet("verbose"), console);
  return diagnosis.verdict ? exitCode(*diagnosis.verdict) : exit_code::kDone;
}

QStringList namesOf(const std::vector<DemoCase>& cases) {
  QStringList names;
  for (const DemoCase& demo : cases)
    names << QString::fromStdString(demo.name);
  return names;
}

/// All demo cases, or the one named; with one the exit code is its verdict's.
int runDemo(const Invocation& invocation, Console& console) {
  const DemoTarget target;
  const QString wanted = invocation.positional().value(0);
  const QStringList names = namesOf(target.cases());
  if (!wanted.isEmpty() && !names.contains(wanted))
    return console.usage({about("cli.usage.unknown-demo", names.join(QStringLiteral(", "))), {}},
                         invocation.command().name);
  int code = exit_code::kDone;
  for (const DemoCase& demo : target.cases()) {
    const QString name = QString::fromStdString(demo.name);
    if ((!wanted.isEmpty() && name != wanted) || console.interrupts().requested()) continue;
    if (!invocation.common().json) {
      console.line(
          console.paint(QStringLiteral("=== %1: %2 %3")
                            .arg(name, QString::fromStdString(demo.request.host), QString::number(demo.request.port)),
                        Colour::kBlue));
    }
    const int shown = show(diagnose(demo.request, console), invocation, console);
    if (!wanted.isEmpty()) code = shown;
    console.line();
  }
  return console.finish(code);
}

int run(const Invocation& invocation, Console& console) {
  if (const auto problem = contradiction(invocation)) return console.usage(*problem, invocation.command().name);
  if (invocation.isSet("demo")) return runDemo(invocation, console);
  DiagnosisRequest request;
  if (const auto problem = readRequest(invocation, request)) return console.usage(*problem, invocation.command().name);
  const Diagnosis diagnosis = diagnose(request, console);
  const int code = show(diagnosis, invocation, console);
  const QString fileName = invocation.value("report");
  const bool saved = fileName.isEmpty() || saveReport(diagnosis, fileName, console);
  return console.finish(saved ? code : exit_code::kInternal);
}

}  // namespace

Command diagnoseCommand() {
  return {
      QStringLiteral("diagnose"),
      QStringLiteral("HOST PORT [--udp] [--tls|--no-tls] [--no-path] [--no-control] [--report FILE] | --demo [CASE]"),
      {{{QStringLiteral("udp")}, {}},
       {{QStringLiteral("tls")}, {}},
       {{QStringLiteral("no-tls")}, {}},
       {{QStringLiteral("no-path")}, {}},
       {{QStringLiteral("no-control")}, {}},
       {{QStringLiteral("report")}, QStringLiteral("FILE")},
       {{QStringLiteral("v"), QStringLiteral("verbose")}, {}},
       {{QStringLiteral("demo")}, {}}},
      run};
}

}  // namespace synscope
