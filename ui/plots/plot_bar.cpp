#include "ui/plots/plot_bar.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

#include <cmath>

namespace synscope {
namespace {

constexpr int kSpans[] = {10, 30, 60, 300, 900, 3600, 6 * 3600, 24 * 3600};

}  // namespace

PlotBar::PlotBar(PlotTimeView& view, QWidget* parent)
    : Localized(parent),
      m_view(view),
      m_follow(button("follow-right")),
      m_span(new QComboBox),
      m_closer(button("zoom-in")),
      m_wider(button("zoom-out")),
      m_all(button("zoom-fit")),
      m_log(button("log-scale")),
      m_save(button("save")) {
  setupLayout();
  connect(m_follow, &QToolButton::clicked, this, [this](bool on) { on ? m_view.follow() : m_view.freeze(); });
  connect(m_closer, &QToolButton::clicked, this, [this] { m_view.zoom(0.5); });
  connect(m_wider, &QToolButton::clicked, this, [this] { m_view.zoom(2); });
  connect(m_all, &QToolButton::clicked, this, [this] { m_view.fit(); });
  connect(m_log, &QToolButton::toggled, this, &PlotBar::logScaleChanged);
  connect(m_span, &QComboBox::activated, this,
          [this](int index) { m_view.follow(m_span->itemData(index).toDouble()); });
  connect(&view, &PlotTimeView::changed, this, &PlotBar::showView);
  retranslate();
}

QToolButton* PlotBar::button(const char* icon) {
  auto* made = new QToolButton;
  made->setIcon(lineIcon(QString::fromLatin1(icon)));
  made->setFocusPolicy(Qt::StrongFocus);
  return made;
}

void PlotBar::setupLayout() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(space::kTight);
  m_follow->setCheckable(true);
  m_follow->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_log->setCheckable(true);
  m_save->setPopupMode(QToolButton::InstantPopup);
  m_save->setMenu(new QMenu(this));
  for (QWidget* each : {static_cast<QWidget*>(m_follow), static_cast<QWidget*>(m_span), static_cast<QWidget*>(m_closer),
                        static_cast<QWidget*>(m_wider), static_cast<QWidget*>(m_all), static_cast<QWidget*>(m_log),
                        static_cast<QWidget*>(m_save)})
    row->addWidget(each);
}

bool PlotBar::isLogScale() const {
  return m_log->isChecked();
}

void PlotBar::setLogScale(bool log) {
  m_log->setChecked(log);
}

void PlotBar::fillSpans() {
  const QSignalBlocker quiet(m_span);
  m_span->clear();
  for (const int seconds : kSpans) {
    const QString text = seconds < 60     ? tr("Last %n second(s)", nullptr, seconds)
                         : seconds < 3600 ? tr("Last %n minute(s)", nullptr, seconds / 60)
                                          : tr("Last %n hour(s)", nullptr, seconds / 3600);
    m_span->addItem(text, seconds);
  }
}

/// The length shown, where it is one of those offered and follows.
void PlotBar::showView() {
  const QSignalBlocker quiet(m_span);
  m_follow->setChecked(m_view.isFollowing() && m_view.isLive());
  m_follow->setEnabled(m_view.isLive());
  int found = -1;
  for (int index = 0; index < m_span->count(); ++index)
    if (m_view.isFollowing() && !m_view.isFitted() && !m_view.isWhole() &&
        std::abs(m_span->itemData(index).toDouble() - m_view.span()) < 0.5)
      found = index;
  m_span->setPlaceholderText(m_view.isFitted() || m_view.isWhole() ? tr("Everything") : tr("Chosen stretch"));
  m_span->setCurrentIndex(found);
}

void PlotBar::retranslate() {
  fillSpans();
  m_follow->setText(tr("Follow"));
  m_follow->setToolTip(tr("Move with the newest data, or stand still (space; a double click on the plot follows)"));
  m_span->setAccessibleName(tr("How much is shown"));
  const auto name = [](QToolButton* button, const QString& text) {
    button->setToolTip(text);
    button->setAccessibleName(text);
  };
  name(m_closer, tr("Zoom in (+, wheel, or drag with Shift)"));
  name(m_wider, tr("Zoom out (−, wheel)"));
  name(m_all, tr("Everything from the beginning (0)"));
  name(m_log, tr("Logarithmic scale"));
  name(m_save, tr("Save or copy the plots"));
  QMenu* menu = m_save->menu();
  menu->clear();
  menu->addAction(tr("Save as a picture (PNG, SVG, PDF) …"), this, &PlotBar::saveRequested);
  menu->addAction(tr("Copy as a picture"), this, &PlotBar::copyRequested);
  menu->addAction(tr("Save the values drawn (CSV) …"), this, &PlotBar::saveDataRequested);
  showView();
}

}  // namespace synscope
