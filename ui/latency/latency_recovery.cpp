#include "ui/latency/latency_recovery.h"

#include "core/logic/latency/latency_replay.h"
#include "ui/latency/latency_answer.h"
#include "ui/latency/latency_record.h"
#include "ui/latency/latency_words.h"
#include "ui/shell/language.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace synscope {
namespace {

const QString kEnding = QStringLiteral(".samples");
constexpr qint64 kMostBytes = 256 * 1024 * 1024;
constexpr qint64 kPiece = 256 * 1024;
constexpr int kStillWrittenSeconds = 10;

/// The run as the page would have kept it; nullopt for what is no recording.
std::optional<LatencyRunRecord> replay(const QString& file) {
  QFile in(file);
  if (in.size() > kMostBytes || !in.open(QIODevice::ReadOnly)) return std::nullopt;
  std::vector<LatencySample> samples;
  LatencyReplay replay([&samples](const LatencySample& sample) { samples.push_back(sample); });
  LatencyRunRecord record;
  const auto drain = [&] {
    if (replay.header()) record.curves->feed(samples, replay.header()->begin);
    samples.clear();
  };
  while (!in.atEnd()) {
    const QByteArray piece = in.read(kPiece);
    replay.add({piece.constData(), static_cast<std::size_t>(piece.size())});
    drain();
  }
  replay.finish();
  drain();
  if (!replay.header()) return std::nullopt;
  const LatencyRecordingHeader& header = *replay.header();
  record.settings.method = header.method;
  record.settings.tls = header.tls;
  record.settings.keepAlive = header.keepAlive;
  record.settings.interval = header.interval;
  record.settings.timeout = header.timeout;
  record.startedAtMs = (header.epochNs + header.begin.time_since_epoch().count()) / 1'000'000;
  record.table = std::make_shared<LatencyTable>(replay.table());
  for (const LatencySummary& lane : record.table->lanes)
    record.settings.targets.push_back(lane.lane.target);
  return record;
}

bool keepRecovered(RunStore& store, const QString& id, const LatencyRunRecord& record) {
  std::vector<std::pair<QString, LatencySummary>> lanes;
  for (const LatencySummary& lane : record.table->lanes)
    lanes.emplace_back(targetLabel(lane.lane.target), lane);
  if (lanes.empty()) return false;
  const KeptRun run{id, latencyTitle(record.settings), latencyAnswer(lanes).title.in(labelLanguage()),
                    QDateTime::fromMSecsSinceEpoch(record.startedAtMs)};
  return !store.keep(run, toJson(record));
}

}  // namespace

QString samplesFile(const RunStore& store, const QString& id) {
  return QFileInfo(store.fileOf(id)).path() + QLatin1Char('/') + id + kEnding;
}

int recoverRuns(RunStore& store) {
  int saved = 0;
  const QDir folder(QFileInfo(store.fileOf(QStringLiteral("0"))).path());
  for (const QFileInfo& file : folder.entryInfoList({QLatin1Char('*') + kEnding}, QDir::Files)) {
    if (file.lastModified().secsTo(QDateTime::currentDateTime()) < kStillWrittenSeconds) continue;
    const QString id = file.completeBaseName();
    const auto record = replay(file.filePath());
    if (record && keepRecovered(store, id, *record)) ++saved;
    QFile::remove(file.filePath());
  }
  return saved;
}

}  // namespace synscope
