#include "ui/workbench/rules_model.h"

#include "core/logic/base/enum_values.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"
#include "ui/workbench/session_words.h"

#include <QJsonObject>
#include <QRegularExpression>

#include <utility>

namespace synscope {
namespace {

constexpr int kMostRules = 1000;

/// Only tells whether an expression is one; the session compiles it for use.
Result<RegexMatcher> checkExpression(const std::string& pattern) {
  if (!QRegularExpression(QString::fromStdString(pattern)).isValid())
    return Error{ErrorCode::kBadPattern, "regex", pattern};
  return RegexMatcher([](std::span<const std::byte>) { return std::nullopt; });
}

}  // namespace

void RulesModel::setRules(std::vector<AutoReplyRule> rules) {
  beginResetModel();
  m_rules = std::move(rules);
  endResetModel();
}

int RulesModel::add(const AutoReplyRule& rule) {
  const int row = rowCount();
  beginInsertRows({}, row, row);
  m_rules.push_back(rule);
  endInsertRows();
  return row;
}

void RulesModel::removeAt(int row) {
  if (row < 0 || row >= rowCount()) return;
  beginRemoveRows({}, row, row);
  m_rules.erase(m_rules.begin() + row);
  endRemoveRows();
}

void RulesModel::move(int row, int step) {
  const int to = row + step;
  if (row < 0 || to < 0 || row >= rowCount() || to >= rowCount()) return;
  beginMoveRows({}, row, row, {}, step > 0 ? to + 1 : to);
  std::swap(m_rules[static_cast<std::size_t>(row)], m_rules[static_cast<std::size_t>(to)]);
  endMoveRows();
}

std::optional<Error> RulesModel::errorAt(int row) const {
  AutoReplyRule rule = m_rules[static_cast<std::size_t>(row)];
  if (!rule.enabled) return std::nullopt;
  if (rule.pattern.empty()) return Error{ErrorCode::kBadPattern, "rule", rule.pattern};
  const auto compiled = AutoReply::compile({rule}, checkExpression);
  return compiled ? std::nullopt : std::optional(compiled.error());
}

std::optional<int> RulesModel::firstWrong() const {
  for (int row = 0; row < rowCount(); ++row) {
    if (errorAt(row)) return row;
  }
  return std::nullopt;
}

void RulesModel::retranslate() {
  Q_EMIT headerDataChanged(Qt::Horizontal, 0, kColumns - 1);
  if (rowCount() > 0) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
}

int RulesModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int RulesModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : kColumns;
}

QVariant RulesModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const AutoReplyRule& rule = m_rules[static_cast<std::size_t>(index.row())];
  if (role == Qt::CheckStateRole && index.column() == kMatch) return rule.enabled ? Qt::Checked : Qt::Unchecked;
  if (role == Qt::DecorationRole && index.column() == kPattern && errorAt(index.row()))
    return lineIcon(QStringLiteral("warn"), Tone::kBad);
  if (role == Qt::ToolTipRole) {
    const auto error = errorAt(index.row());
    return error ? shownError(*error) : QVariant();
  }
  if (role == Qt::EditRole && index.column() == kMatch) return static_cast<int>(rule.match);
  if (role != Qt::DisplayRole && role != Qt::EditRole) return {};
  switch (index.column()) {
    case kMatch: return matchLabel(rule.match);
    case kPattern: return QString::fromStdString(rule.pattern);
    default: return QString::fromStdString(rule.reply);
  }
}

bool RulesModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || index.row() >= rowCount()) return false;
  AutoReplyRule& rule = m_rules[static_cast<std::size_t>(index.row())];
  if (role == Qt::CheckStateRole)
    rule.enabled = value.toInt() == Qt::Checked;
  else if (role != Qt::EditRole)
    return false;
  else if (index.column() == kMatch)
    rule.match = static_cast<MatchKind>(std::clamp(value.toInt(), 0, static_cast<int>(MatchKind::kHex)));
  else
    (index.column() == kPattern ? rule.pattern : rule.reply) = value.toString().toStdString();
  Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), kColumns - 1));
  return true;
}

Qt::ItemFlags RulesModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  const Qt::ItemFlags editable = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable;
  return index.column() == kMatch ? editable | Qt::ItemIsUserCheckable : editable;
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case kMatch: return tr("When a message");
    case kPattern: return tr("this");
    default: return tr("answer");
  }
}

QJsonArray toJson(const std::vector<AutoReplyRule>& rules) {
  QJsonArray json;
  for (const AutoReplyRule& rule : rules) {
    json.append(QJsonObject{{QStringLiteral("match"), shown(name(rule.match))},
                            {QStringLiteral("pattern"), QString::fromStdString(rule.pattern)},
                            {QStringLiteral("reply"), QString::fromStdString(rule.reply)},
                            {QStringLiteral("enabled"), rule.enabled}});
  }
  return json;
}

std::vector<AutoReplyRule> rulesFromJson(const QJsonArray& json) {
  std::vector<AutoReplyRule> rules;
  for (const QJsonValue& each : json) {
    if (rules.size() >= kMostRules || !each.isObject()) continue;
    AutoReplyRule rule;
    for (const auto kind : enumValues<MatchKind, MatchKind::kHex>()) {
      if (each[QStringLiteral("match")].toString() == shown(name(kind))) rule.match = kind;
    }
    rule.pattern = each[QStringLiteral("pattern")].toString().toStdString();
    rule.reply = each[QStringLiteral("reply")].toString().toStdString();
    rule.enabled = each[QStringLiteral("enabled")].toBool(true);
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace synscope
