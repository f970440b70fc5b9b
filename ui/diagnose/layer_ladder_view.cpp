#include "ui/diagnose/layer_ladder_view.h"

#include "ui/diagnose/layer_row.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/text.h"

#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

bool same(const Layer& a, const Layer& b) {
  return a.step == b.step && a.address == b.address && a.ok == b.ok && a.elapsed == b.elapsed && a.words == b.words;
}

}  // namespace

LayerLadderView::LayerLadderView(QWidget* parent) : Localized(parent), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(2);
}

void LayerLadderView::setLayers(std::vector<Layer> layers, Protocol protocol) {
  if (protocol == m_protocol && std::equal(layers.begin(), layers.end(), m_layers.begin(), m_layers.end(), same))
    return;
  m_layers = std::move(layers);
  m_protocol = protocol;
  rebuild();
}

QString LayerLadderView::asText() const {
  QStringList lines;
  for (const Layer& layer : m_layers)
    lines.append(layerName(layer.step, m_protocol) + QStringLiteral(": ") + words(layer.words));
  return lines.join(QLatin1Char('\n'));
}

void LayerLadderView::clear() {
  while (QLayoutItem* item = m_rows->takeAt(0)) {
    delete item->widget();
    delete item;
  }
}

void LayerLadderView::addAddress(const IpAddress& address) {
  auto* text = new Text(TextRole::kCaption);
  text->setText(shown(address.toString()));
  text->setMuted(true);
  text->setContentsMargins(space::kSmall, space::kSmall, 0, 2);
  m_rows->addWidget(text);
}

void LayerLadderView::rebuild() {
  clear();
  std::optional<IpAddress> address;
  bool stalled = false;
  for (const Layer& layer : m_layers) {
    if (layer.address && layer.address != address) {
      addAddress(*layer.address);
      address = layer.address;
      stalled = false;
    }
    const bool stopsHere = layer.ok == false && !stalled;
    stalled = stalled || stopsHere;
    m_rows->addWidget(new LayerRow(layer, m_protocol, stopsHere));
  }
  m_rows->addStretch(1);
}

}  // namespace synscope
