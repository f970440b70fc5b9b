#include "ui/diagnose/layer_row.h"

#include "ui/diagnose/verdict_look.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/calm_paint.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kMark = 18;

Text* nameText(const QString& words) {
  auto* text = new Text(TextRole::kStrong);
  text->setPlainLine();
  text->setText(words);
  text->setMinimumWidth(QFontMetrics(text->font()).horizontalAdvance(QStringLiteral("First byte ")));
  return text;
}

Text* timeText(const Layer& layer) {
  auto* text = new Text(TextRole::kCaption);
  text->setPlainLine();
  text->setMuted(true);
  text->setText(layer.elapsed ? shownTime(*layer.elapsed) : QString());
  return text;
}

}  // namespace

QString layerName(LayerStep step, Protocol protocol) {
  const bool udp = step == LayerStep::kTcp && protocol == Protocol::kUdp;
  return label({udp ? "layer.udp" : "layer." + std::string(name(step)), {}});
}

LayerRow::LayerRow(const Layer& layer, Protocol protocol, bool stalled, QWidget* parent)
    : QWidget(parent), m_stalled(stalled) {
  const Look look = stalled ? lookOf(false) : lookOf(layer.ok);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kSmall, 6, space::kSmall, 6);
  row->setSpacing(space::kSmall);
  row->addWidget(new IconLabel(look.icon, look.tone, kMark), 0, Qt::AlignTop);
  row->addWidget(nameText(layerName(layer.step, protocol)), 0, Qt::AlignTop);
  auto* column = new QVBoxLayout;
  column->setSpacing(2);
  auto* sentence = new Text(TextRole::kBody);
  sentence->setText(words(layer.words, QStringLiteral("\n")));
  if (!layer.ok) sentence->setMuted(true);
  column->addWidget(sentence);
  if (stalled) {
    auto* mark = new Text(TextRole::kCaption);
    mark->setText(tr("It stops here"));
    mark->setTone(Tone::kBad);
    column->addWidget(mark);
  }
  row->addLayout(column, 1);
  row->addWidget(timeText(layer), 0, Qt::AlignTop);
}

void LayerRow::paintEvent(QPaintEvent*) {
  if (!m_stalled) return;
  QPainter painter(this);
  calm::roundedPanel(&painter, rect(), tokens(palette()).bad.soft, Qt::transparent, space::kRadius);
}

}  // namespace synscope
