#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

/// One command of a scenario and what must come out of it.
struct ScenarioStep {
  QString command;      ///< "diagnose: 10.9.9.2 82"
  QStringList expects;  ///< "code=blocked-reject", "exit=3"
};

/// A scenario file after its table has been filled in: what to set up, what to run, what to expect.
struct Scenario {
  QString name;  ///< File name, with the table row's number where there is a table.
  QString title;
  QStringList lines;
  std::vector<ScenarioStep> steps;
};

/// What a command left behind.
struct StepOutcome {
  QJsonObject json;
  QString errors;  ///< Its standard error.
  int exitCode = -1;
};

/// Reads a file; a `table:` makes one scenario per `row:`, with {column} replaced everywhere.
/// @param problem Says what is wrong with the file, empty if nothing is.
std::vector<Scenario> readScenarios(const QString& path, QString* problem);

/// One line per expectation that is not met; empty if all are.
QStringList differences(const ScenarioStep& step, const StepOutcome& outcome);
