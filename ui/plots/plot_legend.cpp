#include "ui/plots/plot_legend.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/flow_layout.h"

#include <QAbstractButton>
#include <QPainter>

namespace synscope {
namespace {

constexpr int kSwatch = 16;

/// One entry: a piece of the line and its name; faint while the line is hidden.
class LegendButton : public QAbstractButton {
 public:
  explicit LegendButton(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFont(fontFor(TextRole::kCaption));
    setCursor(Qt::PointingHandCursor);
  }

  void setLook(const PlotLegend::Entry& entry) {
    m_entry = entry;
    setText(entry.name);
    setChecked(entry.shown);
    setToolTip(PlotLegend::tr("Show or hide: %1").arg(entry.name));
    updateGeometry();
    update();
  }

  QSize sizeHint() const override {
    const QFontMetrics metrics(font());
    return {kSwatch + 3 * space::kTight + metrics.horizontalAdvance(text()) + space::kTight,
            metrics.height() + space::kSmall};
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    const Tokens& t = tokens(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (hasFocus() || underMouse())
      calm::roundedPanel(&painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5),
                         underMouse() ? t.raised : QColor(Qt::transparent), hasFocus() ? t.accent : t.border,
                         space::kRadius);
    const double y = height() / 2.0;
    painter.setPen(QPen(isChecked() ? m_entry.color : t.faint, 2.5, m_entry.dashed ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(QLineF(space::kTight, y, space::kTight + kSwatch, y));
    painter.setPen(isChecked() ? t.text : t.faint);
    QFont crossed = font();
    crossed.setStrikeOut(!isChecked());
    painter.setFont(crossed);
    painter.drawText(rect().adjusted(kSwatch + 3 * space::kTight, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
  }

 private:
  PlotLegend::Entry m_entry;
};

}  // namespace

PlotLegend::PlotLegend(QWidget* parent) : QWidget(parent), m_layout(new FlowLayout(space::kTight, this)) {
  m_layout->setContentsMargins(0, 0, 0, 0);
}

void PlotLegend::setEntries(const std::vector<Entry>& entries) {
  if (entries == m_entries) return;
  m_entries = entries;
  while (m_buttons.size() < entries.size()) {
    auto* button = new LegendButton(this);
    connect(button, &QAbstractButton::clicked, this,
            [this, button](bool checked) { Q_EMIT toggled(button->text(), checked); });
    m_layout->addWidget(button);
    m_buttons.push_back(button);
  }
  for (std::size_t index = 0; index < m_buttons.size(); ++index) {
    m_buttons[index]->setVisible(index < entries.size());
    if (index < entries.size()) static_cast<LegendButton*>(m_buttons[index])->setLook(entries[index]);
  }
}

}  // namespace synscope
