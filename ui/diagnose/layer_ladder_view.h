#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace synscope {

/// The layers, top to bottom: name, route, TCP, TLS, first byte; once for each address. The step at which it stops is
/// marked in words and colour.
class LayerLadderView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LayerLadderView(QWidget* parent = nullptr);

  void setLayers(std::vector<Layer> layers, Protocol protocol);
  QString asText() const;

 protected:
  void retranslate() override { rebuild(); }

 private:
  void rebuild();
  void clear();
  void addAddress(const IpAddress& address);

  std::vector<Layer> m_layers;
  Protocol m_protocol = Protocol::kTcp;
  QVBoxLayout* m_rows;
};

}  // namespace synscope
