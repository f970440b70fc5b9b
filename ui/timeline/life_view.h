#pragma once

#include "core/logic/endpoint/connection_life.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>

class QSplitter;
class QTabWidget;

namespace synscope {

class BilingualLabel;
class EmptyState;
class ExplanationPanel;
class InlineMessage;
class LadderView;
class NumbersView;
class StateDiagramView;

/// The life of one TCP connection: its ladder, the diagram of states, the explanation of what is selected, and the
/// numbers of the kernel; above them in a sentence where it stands or how it ended.
class LifeView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LifeView(QWidget* parent = nullptr);

  /// nullptr: nothing is shown. A life whose generation has been shown costs nothing.
  void showLife(std::shared_ptr<const ConnectionLife> life);
  /// False for what is over and only looked at: no pause, read from the beginning.
  void setLive(bool live);

  LadderView& ladder() { return *m_ladder; }
  StateDiagramView& diagram() { return *m_diagram; }
  /// Everything that is shown, as text: summary, ladder, explanation, numbers.
  QString asText() const;

  /// The places of the dividers, to be remembered by who embeds this.
  QByteArray saveLayout() const;
  void restoreLayout(const QByteArray& layout);

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void buildSplitters();
  void showSummary();
  void explainSelected(qsizetype index);
  void explainState(TcpState state);
  QWidget* makeExplained();
  static QWidget* onCard(QWidget* content);

  std::shared_ptr<const ConnectionLife> m_life;
  BilingualLabel* m_summary;
  InlineMessage* m_message;
  LadderView* m_ladder;
  StateDiagramView* m_diagram;
  ExplanationPanel* m_explanation;
  NumbersView* m_numbers;
  QTabWidget* m_tabs;
  QSplitter* m_columns;
  QSplitter* m_right;
  EmptyState* m_empty;
  bool m_live = true;
  bool m_layoutChosen = false;
};

}  // namespace synscope
