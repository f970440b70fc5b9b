#pragma once

#include "core/logic/endpoint/connection_life.h"
#include "core/logic/timeline/state_diagram.h"
#include "ui/timeline/ladder_paint.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <optional>

class QToolButton;

namespace synscope {

/// TCP's states as RFC 9293 figure 5 shows them: where both ends are, the way taken so far, and on demand what leads
/// from one state to the next. Scales to the room it has.
class StateDiagramView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit StateDiagramView(QWidget* parent = nullptr);

  void setLife(const ConnectionLife& life);
  /// The state whose transitions are labelled while the mouse is over none.
  void setFocusState(std::optional<TcpState> state);

  QByteArray asSvg() const;
  bool saveTo(const QString& file, QString* error);
  QSize sizeHint() const override { return {480, 525}; }
  QSize minimumSizeHint() const override { return {300, 260}; }

 Q_SIGNALS:
  void stateChosen(synscope::TcpState state);
  void said(synscope::Tone tone, const QString& text);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;
  void retranslate() override;

 private:
  QTransform placement(const QSizeF& size) const;
  std::optional<TcpState> stateUnder(const QPointF& position) const;
  void paintDiagram(QPainter& painter, const QSizeF& size) const;
  StateDiagramWords words() const;
  void describe();
  void stepChosen(int step);
  QImage image(double scale) const;

  LadderPaint m_paint;
  StateDiagram m_diagram;
  std::optional<SocketTimer> m_timer;
  std::optional<TcpState> m_hovered, m_chosen;
  QToolButton* m_labels;
  QToolButton* m_save;
};

}  // namespace synscope
