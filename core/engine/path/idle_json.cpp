#include "core/engine/path/idle_json.h"

#include "core/engine/base/bilingual_json.h"

#include <QJsonArray>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue seconds(const std::optional<Duration>& time) {
  return time ? QJsonValue(toMs(*time) / 1000) : QJsonValue(QJsonValue::Null);
}

QJsonObject rungJson(const IdleRung& rung) {
  return {{QStringLiteral("idle_s"), seconds(rung.idle)},
          {QStringLiteral("fate"), toQt(name(rung.fate))},
          {QStringLiteral("ended_after_s"), seconds(rung.endedAfter)},
          {QStringLiteral("local"), rung.local ? QJsonValue(toQt(rung.local->toString())) : QJsonValue::Null},
          {QStringLiteral("errno"),
           rung.error == SocketError::kNone ? QJsonValue(QJsonValue::Null) : QJsonValue(toQt(name(rung.error)))}};
}

QJsonObject verdictJson(const IdleVerdict& verdict) {
  const CatalogueEntry words = Catalogue::instance().entry(verdict.words);
  QJsonArray steps;
  for (const BilingualText& step : words.steps)
    steps.append(bilingualJson(step));
  return {{QStringLiteral("code"), toQt(name(verdict.code))},
          {QStringLiteral("confidence"), toQt(name(verdict.confidence))},
          {QStringLiteral("longest_alive_s"), seconds(verdict.longestAlive)},
          {QStringLiteral("shortest_dead_s"), seconds(verdict.shortestDead)},
          {QStringLiteral("keepalive_s"), seconds(verdict.keepalive)},
          {QStringLiteral("title"), bilingualJson(words.title)},
          {QStringLiteral("explanation"), bilingualJson(words.plain)},
          {QStringLiteral("next_steps"), steps}};
}

}  // namespace

QJsonObject idleJson(const IpEndpoint& target, const std::vector<IdleRung>& rungs) {
  QJsonArray all;
  for (const IdleRung& rung : rungs)
    all.append(rungJson(rung));
  return {{QStringLiteral("schema"), QStringLiteral("synscope/idle/1")},
          {QStringLiteral("target"), QJsonObject{{QStringLiteral("address"), toQt(target.address.toString())},
                                                 {QStringLiteral("port"), target.port}}},
          {QStringLiteral("verdict"), verdictJson(judgeIdle(rungs))},
          {QStringLiteral("connections"), all},
          {QStringLiteral("error"), QJsonValue::Null}};
}

QJsonObject idleJson(const std::string& host, std::uint16_t port, const Error& error) {
  return {{QStringLiteral("schema"), QStringLiteral("synscope/idle/1")},
          {QStringLiteral("target"), QJsonObject{{QStringLiteral("host"), toQt(host)}, {QStringLiteral("port"), port}}},
          {QStringLiteral("verdict"), QJsonValue::Null},
          {QStringLiteral("connections"), QJsonArray()},
          {QStringLiteral("error"), toQt(name(error.code))}};
}

}  // namespace synscope
