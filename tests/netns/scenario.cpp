#include "tests/netns/scenario.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

const QRegularExpression kCommand{u"^(diagnose|probe|trace|companion|idle): "_s};
const QRegularExpression kKnownLine{
    u"^((title|about|table|row|delay|name|hosts|diagnose|probe|trace|companion|idle|expect|on [a-z0-9{}]+): |#|$)"_s};

QStringList cells(const QString& line) {
  QStringList out;
  for (const QString& cell : line.mid(line.indexOf(u':') + 1).split(u'|'))
    out << cell.trimmed();
  return out;
}

QString filledIn(QString line, const QStringList& columns, const QStringList& row) {
  for (qsizetype i = 0; i < columns.size(); ++i)
    line.replace(u'{' + columns[i] + u'}', row[i]);
  return line;
}

Scenario makeScenario(const QString& name, const QStringList& lines) {
  Scenario scenario{name, {}, lines, {}};
  for (const QString& line : lines) {
    if (line.startsWith("title: "_L1)) scenario.title = line.mid(7);
    if (line.contains(kCommand)) scenario.steps.push_back({line, {}});
    if (line.startsWith("expect: "_L1) && !scenario.steps.empty())
      scenario.steps.back().expects << line.mid(8).split(u' ', Qt::SkipEmptyParts);
  }
  return scenario;
}

QString problemOf(const Scenario& scenario) {
  if (scenario.title.isEmpty()) return u"no title"_s;
  if (scenario.steps.empty()) return u"no command"_s;
  for (const ScenarioStep& step : scenario.steps) {
    if (step.expects.isEmpty()) return u"nothing expected of: "_s + step.command;
    for (const QString& expect : step.expects)
      if (!expect.contains(u'=')) return u"not key=value: "_s + expect;
  }
  return {};
}

/// Where a short name stands in the JSON of a command; a name with dots is a path itself.
QString pathOf(const QString& key, const QString& command) {
  if (key.contains(u'.')) return key;
  if (command.startsWith("diagnose"_L1) || command.startsWith("companion: check"_L1) ||
      command.startsWith("companion: mtu"_L1) || command.startsWith("idle"_L1))
    return u"verdict."_s + key;
  if (command.startsWith("probe"_L1)) return u"results.0."_s + (key == "from"_L1 ? u"icmp.from"_s : key);
  return key;
}

/// An element by what it is about (a layer by its step, a hop by its TTL, an event by the last part of its code), else
/// by its index.
QJsonValue elementOf(const QJsonArray& array, const QString& part) {
  for (const QJsonValue& element : array) {
    if (element["step"_L1].toString() == part) return element;
    if (element["code"_L1].toString().section(u'.', -1) == part) return element;
    if (element["ttl"_L1].isDouble() && element["ttl"_L1].toInt() == part.toInt()) return element;
  }
  return array.at(part.toInt());
}

QJsonValue valueAt(QJsonValue value, const QString& path) {
  for (const QString& part : path.split(u'.'))
    value = value.isArray() ? elementOf(value.toArray(), part) : value.toObject().value(part);
  return value;
}

QString asText(const QJsonValue& value) {
  if (value.isUndefined()) return u"(absent)"_s;
  if (value.isNull()) return u"null"_s;
  if (value.isBool()) return value.toBool() ? u"true"_s : u"false"_s;
  if (value.isDouble()) return QString::number(value.toDouble());
  if (value.isObject() && value["type"_L1].isDouble())
    return u"%1/%2"_s.arg(value["type"_L1].toInt()).arg(value["code"_L1].toInt());
  return value.toString();
}

}  // namespace

std::vector<Scenario> readScenarios(const QString& path, QString* problem) {
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly)) *problem = file.errorString();
  const QString name = QFileInfo(path).completeBaseName();
  QStringList columns, lines;
  QList<QStringList> rows;
  for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
    if (!line.contains(kKnownLine)) *problem = u"unknown line: "_s + line;
    if (line.startsWith("table: "_L1))
      columns = cells(line);
    else if (line.startsWith("row: "_L1))
      rows << cells(line);
    else
      lines << line.trimmed();
  }
  std::vector<Scenario> scenarios;
  if (rows.isEmpty()) scenarios.push_back(makeScenario(name, lines));
  for (const QStringList& row : rows) {
    if (row.size() != columns.size()) {
      *problem = u"row does not fit the table: "_s + row.join(u'|');
      break;
    }
    QStringList filled;
    for (const QString& line : lines)
      filled << filledIn(line, columns, row);
    scenarios.push_back(makeScenario(u"%1/%2"_s.arg(name).arg(scenarios.size() + 1), filled));
  }
  for (const Scenario& scenario : scenarios)
    if (problem->isEmpty()) *problem = problemOf(scenario);
  return scenarios;
}

QStringList differences(const ScenarioStep& step, const StepOutcome& outcome) {
  QStringList out;
  for (const QString& expect : step.expects) {
    const QString key = expect.section(u'=', 0, 0), wanted = expect.section(u'=', 1);
    const QString got =
        key == "exit"_L1 ? QString::number(outcome.exitCode) : asText(valueAt(outcome.json, pathOf(key, step.command)));
    if ((wanted != "*"_L1 || got == "(absent)"_L1) && !wanted.split(u'|').contains(got))
      out << u"%1: expected %2, got %3"_s.arg(key, wanted, got);
  }
  return out;
}
