#include "ui/workbench/session_memory.h"

#include "ui/shell/settings_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace synscope {
namespace {

const QString kRecent = QStringLiteral("connections/recent");

}  // namespace

std::vector<SessionDraft> SessionMemory::recent() const {
  std::vector<SessionDraft> drafts;
  const QJsonArray stored = QJsonDocument::fromJson(m_settings.text(kRecent).toUtf8()).array();
  for (const QJsonValue& each : stored) {
    if (drafts.size() < kMost && each.isObject()) drafts.push_back(SessionDraft::fromJson(each.toObject()));
  }
  return drafts;
}

void SessionMemory::remember(const SessionDraft& draft) {
  std::vector<SessionDraft> all = recent();
  all.erase(std::remove(all.begin(), all.end(), draft), all.end());
  all.insert(all.begin(), draft);
  QJsonArray stored;
  for (std::size_t index = 0; index < std::min(all.size(), kMost); ++index)
    stored.append(all[index].toJson());
  m_settings.setText(kRecent, QString::fromUtf8(QJsonDocument(stored).toJson(QJsonDocument::Compact)));
}

}  // namespace synscope
