#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/card.h"

namespace synscope {

/// Name of a layer in the language shown ("TCP", "First byte").
QString layerName(LayerStep step, Protocol protocol);

/// One rung of the ladder: mark, name, sentence, time.
class LayerRow : public QWidget {
  Q_OBJECT

 public:
  LayerRow(const Layer& layer, Protocol protocol, bool stalled, QWidget* parent = nullptr);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  bool m_stalled;
};

}  // namespace synscope
