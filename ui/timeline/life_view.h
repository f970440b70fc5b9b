#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/endpoint/recording.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <functional>
#include <memory>

class QHBoxLayout;
class QPushButton;
class QSplitter;
class QTabWidget;
class QToolButton;

namespace synscope {

class BilingualLabel;
class Card;
class EmptyState;
class ExplanationPanel;
class InlineMessage;
class LadderView;
class NumbersView;
class StateDiagramView;

/// The life of one TCP connection: its ladder, the diagram of states, the explanation of what is selected, and the
/// numbers of the kernel; above them in a sentence where it stands or how it ended. The parts stand as the room allows:
/// the diagram above the explanation, beside it, or as one of its tabs.
class LifeView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LifeView(QWidget* parent = nullptr);

  /// nullptr: nothing is shown. Showing the same life again costs nothing.
  void showLife(std::shared_ptr<const ConnectionLife> life);
  /// False for what is over and only looked at: no pause, read from the beginning.
  void setLive(bool live);
  /// What "Save recording" saves; without one the connection shown, as it is then.
  void setRecorder(std::function<Recording()> recorder) { m_recorder = std::move(recorder); }

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
  enum class Place { kAbove, kBeside, kInTab };

  QHBoxLayout* makeHeader();
  void buildSplitters();
  void arrange();
  void useRemembered();
  void placeDiagram(Place place);
  void showSummary();
  static void addMissing(const ConnectionLife& life, std::vector<Phrase>& phrases);
  void explainSelected(qsizetype index);
  void explainState(TcpState state);
  void copy();
  void save();
  void tell(bool good, const QString& sentence);
  QWidget* makeExplained();

  std::shared_ptr<const ConnectionLife> m_life;
  std::vector<Phrase> m_summarised;
  std::function<Recording()> m_recorder;
  BilingualLabel* m_summary;
  QToolButton* m_copy;
  QPushButton* m_save;
  InlineMessage* m_message;
  LadderView* m_ladder;
  StateDiagramView* m_diagram;
  Card* m_diagramCard;
  ExplanationPanel* m_explanation;
  NumbersView* m_numbers;
  QTabWidget* m_tabs;
  QSplitter* m_columns;
  QSplitter* m_right;
  EmptyState* m_empty;
  QByteArray m_remembered;
  Place m_place = Place::kAbove;
  bool m_live = true;
  bool m_layoutChosen = false;
};

}  // namespace synscope
