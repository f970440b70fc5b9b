#include "app/cli/single_target.h"

#include "app/cli/console.h"
#include "app/cli/run_job.h"
#include "core/engine/base/resolver.h"

namespace synscope {
namespace {

constexpr Duration kLookupTime = std::chrono::seconds(5);

Error notFound(const NameEvidence& name) {
  for (const NameAnswer& answer : name.answers) {
    if (answer.error) return *answer.error;
  }
  return {ErrorCode::kNameNotFound, "resolve", name.name, 0};
}

}  // namespace

std::optional<UsageError> readSingleTarget(const QStringList& arguments, TargetText& target) {
  if (arguments.isEmpty()) return usageAbout("cli.usage.missing-argument", QStringLiteral("HOST"));
  if (arguments.size() > 2) return usageAbout("cli.usage.unexpected-argument", arguments.at(2));
  const Result<TargetText> read = parseTarget(arguments.join(QLatin1Char(' ')).toStdString());
  if (!read) return usageError(read.error(), {});
  target = read.value();
  if (!target.port) return usageAbout("cli.usage.missing-argument", QStringLiteral("PORT"));
  return std::nullopt;
}

Result<IpAddress> firstAddress(const std::string& host, const CommonOptions& common, Console& console) {
  Resolver resolver(host, common.family, common.timeout.value_or(kLookupTime));
  runJob(resolver, console.interrupts());
  for (const NameAnswer& answer : resolver.result().answers) {
    if (!answer.addresses.empty()) return answer.addresses.front();
  }
  return notFound(resolver.result());
}

}  // namespace synscope
