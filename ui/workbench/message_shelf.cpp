#include "ui/workbench/message_shelf.h"

#include "ui/shell/settings_store.h"

#include <QJsonDocument>

namespace synscope {
namespace {

const QString kMessages = QStringLiteral("connections/messages");
const QString kRules = QStringLiteral("connections/rules");

QJsonArray read(const QString& text) {
  return QJsonDocument::fromJson(text.toUtf8()).array();
}

QString written(const QJsonArray& json) {
  return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

template <typename Slot>
void onAnyChange(const QAbstractItemModel& model, QObject* receiver, Slot slot) {
  QObject::connect(&model, &QAbstractItemModel::dataChanged, receiver, slot);
  QObject::connect(&model, &QAbstractItemModel::rowsInserted, receiver, slot);
  QObject::connect(&model, &QAbstractItemModel::rowsRemoved, receiver, slot);
  QObject::connect(&model, &QAbstractItemModel::rowsMoved, receiver, slot);
}

}  // namespace

MessageShelf::MessageShelf(SettingsStore& settings, QObject* parent)
    : QObject(parent), m_settings(settings), m_history(settings) {
  m_messages.setMessages(messagesFromJson(read(settings.text(kMessages))));
  m_rules.setRules(rulesFromJson(read(settings.text(kRules))));
  onAnyChange(m_messages, this, [this] {
    m_settings.setText(kMessages, written(toJson(m_messages.messages())));
    Q_EMIT messagesChanged();
  });
  onAnyChange(m_rules, this, [this] {
    m_settings.setText(kRules, written(toJson(m_rules.rules())));
    Q_EMIT rulesChanged();
  });
}

}  // namespace synscope
