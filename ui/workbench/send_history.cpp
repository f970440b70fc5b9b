#include "ui/workbench/send_history.h"

#include "ui/shell/settings_store.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace synscope {
namespace {

const QString kHistory = QStringLiteral("connections/history");

}  // namespace

SendHistory::SendHistory(SettingsStore& settings) : m_settings(settings) {
  const QJsonArray stored = QJsonDocument::fromJson(settings.text(kHistory).toUtf8()).array();
  for (const QJsonValue& each : stored) {
    if (m_drafts.size() < kMost && each.isObject()) m_drafts.push_back(messageFromJson(each.toObject()));
  }
  m_at = m_drafts.size();
}

void SendHistory::add(const MessageDraft& draft) {
  m_at = m_drafts.size();
  if (draft.text.isEmpty() || draft.text.size() > kLongestRemembered) return;
  m_drafts.erase(std::remove(m_drafts.begin(), m_drafts.end(), draft), m_drafts.end());
  m_drafts.push_back(draft);
  if (m_drafts.size() > kMost) m_drafts.erase(m_drafts.begin());
  m_at = m_drafts.size();
  QJsonArray stored;
  for (const MessageDraft& each : m_drafts)
    stored.append(toJson(each));
  m_settings.setText(kHistory, QString::fromUtf8(QJsonDocument(stored).toJson(QJsonDocument::Compact)));
}

std::optional<MessageDraft> SendHistory::walk(int step) {
  if (step < 0 && m_at > 0) return m_drafts[--m_at];
  if (step > 0 && m_at + 1 < m_drafts.size()) return m_drafts[++m_at];
  return std::nullopt;
}

}  // namespace synscope
