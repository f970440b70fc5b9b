#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/send_schedule.h"
#include "ui/workbench/message_draft.h"

#include <QAbstractTableModel>
#include <QJsonArray>

#include <vector>

namespace synscope {

/// A message kept for later, and how long to wait before it.
struct SavedMessage {
  MessageDraft draft;
  int delayMs = 0;  ///< 0 to 3,600,000.

  bool operator==(const SavedMessage&) const = default;
};

/// The list of saved messages; text and delay can be edited in place.
class SavedMessagesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kMessage, kForm, kDelay, kColumns };
  static constexpr int kMostDelayMs = 3'600'000;

  using QAbstractTableModel::QAbstractTableModel;

  const std::vector<SavedMessage>& messages() const { return m_messages; }
  void setMessages(std::vector<SavedMessage> messages);
  int add(const SavedMessage& message);
  void removeAt(int row);
  void move(int row, int step);
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const SavedMessage& message, int column) const;

  std::vector<SavedMessage> m_messages;
};

QJsonArray toJson(const std::vector<SavedMessage>& messages);
std::vector<SavedMessage> messagesFromJson(const QJsonArray& json);

}  // namespace synscope
