#include "ui/latency/latency_recovery.h"

#include "core/logic/latency/latency_replay.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace synscope {
namespace {

const QString kEnding = QStringLiteral(".samples");
constexpr qint64 kPiece = 128 * 1024;
constexpr int kStillWrittenSeconds = 10;

std::shared_ptr<LatencyRunRecord> summedUp(const LatencyReplay& replay, std::shared_ptr<LatencyCurves> curves) {
  const LatencyRecordingHeader& header = *replay.header();
  auto record = std::make_shared<LatencyRunRecord>();
  record->settings.method = header.method;
  record->settings.tls = header.tls;
  record->settings.keepAlive = header.keepAlive;
  record->settings.interval = header.interval;
  record->settings.timeout = header.timeout;
  record->startedAtMs = (header.epochNs + header.begin.time_since_epoch().count()) / 1'000'000;
  record->table = std::make_shared<LatencyTable>(replay.table());
  record->curves = std::move(curves);
  for (const LatencySummary& lane : record->table->lanes)
    record->settings.targets.push_back(lane.lane.target);
  return record;
}

}  // namespace

QString samplesFile(const RunStore& store, const QString& id) {
  return QFileInfo(store.fileOf(id)).path() + QLatin1Char('/') + id + kEnding;
}

LatencyRecovery::LatencyRecovery(const RunStore& store) {
  const QDir folder(QFileInfo(store.fileOf(QStringLiteral("0"))).path());
  for (const QFileInfo& file : folder.entryInfoList({QLatin1Char('*') + kEnding}, QDir::Files)) {
    if (file.lastModified().secsTo(QDateTime::currentDateTime()) < kStillWrittenSeconds) continue;
    m_files.append(file.filePath());
    m_total += file.size();
  }
}

LatencyRecovery::~LatencyRecovery() {
  finishThread();
}

void LatencyRecovery::work() {
  for (const QString& file : m_files)
    if (!cancelled()) recover(file);
}

void LatencyRecovery::recover(const QString& file) {
  const auto record = replay(file);
  if (cancelled()) return;
  const auto nothing = [](const LatencySummary& lane) { return lane.sent == 0; };
  if (!record || std::ranges::all_of(record->table->lanes, nothing)) {
    QFile::remove(file);
    return;
  }
  record->id = QFileInfo(file).completeBaseName();
  m_recovered.push_back(record);
}

/// Null for what is no recording.
std::shared_ptr<LatencyRunRecord> LatencyRecovery::replay(const QString& file) {
  QFile in(file);
  if (!in.open(QIODevice::ReadOnly)) return nullptr;
  std::vector<LatencySample> samples;
  auto curves = std::make_shared<LatencyCurves>();
  LatencyReplay replay([&samples](const LatencySample& sample) { samples.push_back(sample); });
  while (!in.atEnd() && !cancelled()) {
    const QByteArray piece = in.read(kPiece);
    if (piece.isEmpty()) break;
    replay.add({piece.constData(), static_cast<std::size_t>(piece.size())});
    if (replay.header()) curves->feed(samples, replay.header()->begin);
    samples.clear();
    m_done += piece.size();
    Q_EMIT progressed(static_cast<double>(m_done) / static_cast<double>(std::max<qint64>(1, m_total)));
  }
  replay.finish();
  return replay.header() ? summedUp(replay, std::move(curves)) : nullptr;
}

}  // namespace synscope
