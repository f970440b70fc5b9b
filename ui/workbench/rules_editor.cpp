#include "ui/workbench/rules_editor.h"

#include "core/logic/base/enum_values.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"
#include "ui/workbench/message_shelf.h"
#include "ui/workbench/session_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace synscope {
namespace {

/// Edits the kind of a rule with a list of the four.
class MatchDelegate : public RowDelegate {
 public:
  using RowDelegate::RowDelegate;

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const override {
    auto* box = new QComboBox(parent);
    for (const auto kind : enumValues<MatchKind, MatchKind::kHex>())
      box->addItem(matchLabel(kind));
    return box;
  }

  void setEditorData(QWidget* editor, const QModelIndex& index) const override {
    static_cast<QComboBox*>(editor)->setCurrentIndex(index.data(Qt::EditRole).toInt());
  }

  void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
    model->setData(index, static_cast<QComboBox*>(editor)->currentIndex(), Qt::EditRole);
  }
};

}  // namespace

RulesEditor::RulesEditor(MessageShelf& shelf, QWidget* parent)
    : Localized(parent),
      m_model(shelf.rules()),
      m_table(new QTableView),
      m_empty(new EmptyState(QStringLiteral("repeat"))),
      m_first(new QPushButton(lineIcon(QStringLiteral("plus")), QString())),
      m_body(new QStackedWidget),
      m_answer(new QCheckBox),
      m_hint(new Text(TextRole::kCaption)),
      m_add(addButton(QStringLiteral("plus"))),
      m_up(addButton(QStringLiteral("up"))),
      m_down(addButton(QStringLiteral("down"))),
      m_remove(addButton(QStringLiteral("close"))),
      m_message(new InlineMessage) {
  setupTable();
  setupLayout();
  connect(&shelf, &MessageShelf::rulesChanged, this, &RulesEditor::onChanged);
  connect(m_answer, &QCheckBox::toggled, this, &RulesEditor::onChanged);
  connect(m_first, &QPushButton::clicked, this, &RulesEditor::addRule);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &RulesEditor::refreshButtons);
  retranslate();
  refreshButtons();
}

QToolButton* RulesEditor::addButton(const QString& icon) {
  auto* button = new QToolButton(this);
  button->setIcon(lineIcon(icon));
  button->setAutoRaise(true);
  return button;
}

void RulesEditor::setupTable() {
  m_table->setModel(&m_model);
  m_table->setItemDelegate(new RowDelegate(m_table));
  m_table->setItemDelegateForColumn(RulesModel::kMatch, new MatchDelegate(m_table));
  m_table->setFrameShape(QFrame::NoFrame);
  m_table->setShowGrid(false);
  m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_table->setSelectionMode(QAbstractItemView::SingleSelection);
  m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                           QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
  m_table->verticalHeader()->hide();
  m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + RowDelegate::kPadding);
  m_table->horizontalHeader()->setHighlightSections(false);
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  connect(m_add, &QToolButton::clicked, this, &RulesEditor::addRule);
  connect(m_remove, &QToolButton::clicked, this, [this] { m_model.removeAt(m_table->currentIndex().row()); });
  for (const auto& [button, step] : {std::pair(m_up, -1), std::pair(m_down, 1)})
    connect(button, &QToolButton::clicked, this,
            [this, by = step] { m_model.move(m_table->currentIndex().row(), by); });
}

void RulesEditor::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, space::kSmall, 0, 0);
  column->setSpacing(space::kSmall);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kTight);
  row->addWidget(m_answer);
  row->addStretch(1);
  for (QToolButton* button : {m_add, m_up, m_down, m_remove})
    row->addWidget(button);
  m_hint->setMuted(true);
  column->addLayout(row);
  m_empty->addStep(m_first);
  m_body->addWidget(m_empty);
  m_body->addWidget(m_table);
  column->addWidget(m_body, 1);
  column->addWidget(m_message);
  column->addWidget(m_hint);
}

void RulesEditor::addRule() {
  AutoReplyRule rule;
  rule.pattern = "ping";
  rule.reply = "pong\\n";
  const int row = m_model.add(rule);
  m_table->setCurrentIndex(m_model.index(row, RulesModel::kPattern));
  m_table->edit(m_table->currentIndex());
}

void RulesEditor::setAnswering(bool on) {
  m_answer->setChecked(on);
}

void RulesEditor::onChanged() {
  const auto wrong = m_model.firstWrong();
  m_message->clear();
  if (wrong) m_message->say(Tone::kBad, tr("Rule %1: %2").arg(*wrong + 1).arg(shownError(*m_model.errorAt(*wrong))));
  refreshButtons();
  const bool answering = m_answer->isChecked() && !wrong;
  Q_EMIT rulesChanged(answering ? m_model.rules() : std::vector<AutoReplyRule>{});
}

/// What has nothing to act on cannot be pressed.
void RulesEditor::refreshButtons() {
  const int rows = m_model.rowCount(), row = m_table->currentIndex().row();
  const bool chosen = row >= 0 && row < rows;
  m_remove->setEnabled(chosen);
  m_up->setEnabled(chosen && row > 0);
  m_down->setEnabled(chosen && row < rows - 1);
  m_hint->setVisible(rows > 0);
  m_body->setCurrentIndex(rows > 0 ? 1 : 0);
}

void RulesEditor::retranslate() {
  m_empty->setWords(tr("Answers by themselves"),
                    tr("A rule says what is answered when a certain message comes in: a plain text, a part of one, an "
                       "expression or bytes. The first rule that matches answers."));
  m_first->setText(tr("Add a rule"));
  m_answer->setText(tr("Answer by these rules"));
  m_hint->setText(
      tr("The first rule that matches answers. Answers know \\n, \\xHH and {time} {date} {count} {peer} {length} "
         "{data}, and {1} to {9} for the groups of an expression. In a hex pattern ?? is any byte."));
  const std::pair<QToolButton*, QString> words[] = {{m_add, tr("Add a rule")},
                                                    {m_up, tr("Ask this rule earlier")},
                                                    {m_down, tr("Ask this rule later")},
                                                    {m_remove, tr("Remove this rule")}};
  for (const auto& [button, text] : words) {
    button->setToolTip(text);
    button->setAccessibleName(text);
  }
  m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_add->setText(tr("Add a rule"));
  m_table->setAccessibleName(tr("Rules of automatic answers"));
  m_model.retranslate();
}

}  // namespace synscope
