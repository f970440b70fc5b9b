#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/auto_reply.h"

#include <QAbstractTableModel>
#include <QJsonArray>

#include <optional>
#include <vector>

namespace synscope {

/// The rules of automatic replies as a table that can be edited; a rule that cannot be used says why in its row.
class RulesModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { kMatch, kPattern, kReply, kColumns };

  using QAbstractTableModel::QAbstractTableModel;

  const std::vector<AutoReplyRule>& rules() const { return m_rules; }
  void setRules(std::vector<AutoReplyRule> rules);
  int add(const AutoReplyRule& rule);
  void removeAt(int row);
  /// Earlier rules are asked first.
  void move(int row, int step);
  /// nullopt for a rule that can be used.
  std::optional<Error> errorAt(int row) const;
  std::optional<int> firstWrong() const;
  void retranslate();

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<AutoReplyRule> m_rules;
};

QJsonArray toJson(const std::vector<AutoReplyRule>& rules);
std::vector<AutoReplyRule> rulesFromJson(const QJsonArray& json);

}  // namespace synscope
