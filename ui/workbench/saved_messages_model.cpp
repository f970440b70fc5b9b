#include "ui/workbench/saved_messages_model.h"

#include "ui/shell/shown_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/icon.h"
#include "ui/workbench/session_words.h"

#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kMostMessages = 10'000;

}  // namespace

void SavedMessagesModel::setMessages(std::vector<SavedMessage> messages) {
  beginResetModel();
  m_messages = std::move(messages);
  endResetModel();
}

int SavedMessagesModel::add(const SavedMessage& message) {
  const int row = rowCount();
  beginInsertRows({}, row, row);
  m_messages.push_back(message);
  endInsertRows();
  return row;
}

void SavedMessagesModel::removeAt(int row) {
  if (row < 0 || row >= rowCount()) return;
  beginRemoveRows({}, row, row);
  m_messages.erase(m_messages.begin() + row);
  endRemoveRows();
}

void SavedMessagesModel::move(int row, int step) {
  const int to = row + step;
  if (row < 0 || to < 0 || row >= rowCount() || to >= rowCount()) return;
  beginMoveRows({}, row, row, {}, step > 0 ? to + 1 : to);
  std::swap(m_messages[static_cast<std::size_t>(row)], m_messages[static_cast<std::size_t>(to)]);
  endMoveRows();
}

void SavedMessagesModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int SavedMessagesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

int SavedMessagesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QString SavedMessagesModel::text(const SavedMessage& message, int column) const {
  const MessageDraft& draft = message.draft;
  if (column == kMessage) return draft.text;
  if (column == kDelay) return QString::number(message.delayMs);
  QStringList parts;
  switch (draft.format) {
    case MessageDraft::Format::kText: parts.append(draft.encoding); break;
    case MessageDraft::Format::kEscapes: parts.append(tr("escapes")); break;
    case MessageDraft::Format::kHex: parts.append(tr("hex")); break;
  }
  if (draft.ending != LineEnding::kNone && draft.format != MessageDraft::Format::kHex)
    parts.append(lineEndingLabel(draft.ending).section(QLatin1Char(' '), 0, -2));
  if (draft.checksum) parts.append(checksumLabel(*draft.checksum));
  return parts.join(QStringLiteral(" + "));
}

QVariant SavedMessagesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const SavedMessage& message = m_messages[static_cast<std::size_t>(index.row())];
  const bool wrong = index.column() == kMessage && (role == Qt::DecorationRole || role == Qt::ToolTipRole);
  if (wrong) {
    const auto bytes = bytesOf(message.draft);
    if (bytes) return {};
    return role == Qt::ToolTipRole ? QVariant(shownError(bytes.error()))
                                   : QVariant(lineIcon(QStringLiteral("warn"), Tone::kBad));
  }
  if (role == Qt::FontRole && index.column() == kMessage) return fontFor(TextRole::kMono);
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (index.column() == kDelay ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::DisplayRole) return text(message, index.column()).replace(QLatin1Char('\n'), QStringLiteral("↵"));
  return role == Qt::EditRole ? text(message, index.column()) : QVariant();
}

bool SavedMessagesModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.row() >= rowCount() || role != Qt::EditRole) return false;
  SavedMessage& message = m_messages[static_cast<std::size_t>(index.row())];
  bool ok = true;
  if (index.column() == kMessage)
    message.draft.text = value.toString();
  else if (const int delay = value.toInt(&ok); ok)
    message.delayMs = std::clamp(delay, 0, kMostDelayMs);
  if (ok) Q_EMIT dataChanged(index, index);
  return ok;
}

Qt::ItemFlags SavedMessagesModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
  return index.column() == kForm ? flags : flags | Qt::ItemIsEditable;
}

QVariant SavedMessagesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (section == kDelay ? Qt::AlignRight : Qt::AlignLeft));
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kMessage: return tr("Message");
    case kForm: return tr("Written as");
    default: return tr("Wait before (ms)");
  }
}

QJsonArray toJson(const std::vector<SavedMessage>& messages) {
  QJsonArray json;
  for (const SavedMessage& message : messages) {
    QJsonObject object = toJson(message.draft);
    object[QStringLiteral("delayMs")] = message.delayMs;
    json.append(object);
  }
  return json;
}

std::vector<SavedMessage> messagesFromJson(const QJsonArray& json) {
  std::vector<SavedMessage> messages;
  for (const QJsonValue& each : json) {
    if (messages.size() >= kMostMessages || !each.isObject()) continue;
    const int delay = each[QStringLiteral("delayMs")].toInt();
    messages.push_back({messageFromJson(each.toObject()), std::clamp(delay, 0, SavedMessagesModel::kMostDelayMs)});
  }
  return messages;
}

}  // namespace synscope
