#include "ui/theme/calm_style.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/tokens.h"

#include <QAbstractItemView>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleFactory>
#include <QToolButton>

namespace synscope {
namespace {

bool isPrimary(const QWidget* widget) {
  return widget != nullptr && widget->property("primary").toBool();
}

bool isFlat(const QStyleOption* option) {
  const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
  return button != nullptr && button->features.testFlag(QStyleOptionButton::Flat);
}

double shareDone(const QStyleOptionProgressBar& bar) {
  const int span = bar.maximum - bar.minimum;
  return span > 0 ? static_cast<double>(bar.progress - bar.minimum) / span : 0;
}

/// Where the handle of a scroll bar without arrows stands.
QRect sliderRect(const QStyleOptionSlider& bar) {
  const bool lying = bar.orientation == Qt::Horizontal;
  const int room = lying ? bar.rect.width() : bar.rect.height();
  const qint64 range = static_cast<qint64>(bar.maximum) - bar.minimum;
  const int length =
      range <= 0 ? room : qMax(36, static_cast<int>(qint64(room) * bar.pageStep / (range + bar.pageStep)));
  const int start =
      QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, room - length, bar.upsideDown);
  return lying ? QRect(bar.rect.x() + start, bar.rect.y(), length, bar.rect.height())
               : QRect(bar.rect.x(), bar.rect.y() + start, bar.rect.width(), length);
}

/// A bar that keeps its place though everything fits shows nothing.
bool scrolls(const QStyleOptionComplex* option) {
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  return option->state.testFlag(QStyle::State_Enabled) && (bar == nullptr || bar->maximum > bar->minimum);
}

QRect scrollBarRect(const QStyleOptionSlider& bar, QStyle::SubControl part) {
  const QRect slider = sliderRect(bar);
  const bool lying = bar.orientation == Qt::Horizontal;
  switch (part) {
    case QStyle::SC_ScrollBarSlider: return slider;
    case QStyle::SC_ScrollBarGroove: return bar.rect;
    case QStyle::SC_ScrollBarSubPage:
      return lying ? QRect(bar.rect.topLeft(), slider.bottomLeft()) : QRect(bar.rect.topLeft(), slider.topRight());
    case QStyle::SC_ScrollBarAddPage:
      return lying ? QRect(slider.topRight(), bar.rect.bottomRight())
                   : QRect(slider.bottomLeft(), bar.rect.bottomRight());
    default: return {};
  }
}

/// The arrow of a button with a menu stands at the height of its words; beside an icon alone it stays in the corner.
QRect besideText(QRect arrow, const QWidget* widget) {
  const auto* button = qobject_cast<const QToolButton*>(widget);
  if (button != nullptr && button->toolButtonStyle() == Qt::ToolButtonTextBesideIcon)
    arrow.moveTop((button->height() - arrow.height()) / 2);
  return arrow;
}

}  // namespace

CalmStyle::CalmStyle() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void CalmStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                              const QWidget* widget) const {
  switch (element) {
    case PE_PanelButtonCommand: return calm::button(painter, option, isPrimary(widget), isFlat(option));
    case PE_PanelButtonTool: return calm::toolButton(painter, option);
    case PE_PanelLineEdit:
      if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option); frame && frame->lineWidth <= 0)
        return;
      return calm::lineEdit(painter, option);
    case PE_FrameLineEdit: return;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
      return calm::chevron(painter, besideText(option->rect, widget), tokens(option->palette).muted,
                           element == PE_IndicatorArrowUp);
    case PE_IndicatorHeaderArrow: {
      const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
      const bool up = header != nullptr && header->sortIndicator == QStyleOptionHeader::SortDown;
      return calm::chevron(painter, option->rect, tokens(option->palette).muted, up);
    }
    case PE_FrameTabBarBase: {
      const QRect& rect = option->rect;
      painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens(option->palette).border);
      return;
    }
    case PE_IndicatorCheckBox: return calm::checkBox(painter, option);
    case PE_IndicatorRadioButton: return calm::radioButton(painter, option);
    case PE_FrameFocusRect:
      if (qobject_cast<const QAbstractItemView*>(widget) == nullptr) calm::focusRing(painter, option);
      return;
    case PE_Frame: return calm::roundedPanel(painter, option->rect, Qt::transparent, tokens(option->palette).border, 4);
    default: return QProxyStyle::drawPrimitive(element, option, painter, widget);
  }
}

void CalmStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                            const QWidget* widget) const {
  switch (element) {
    case CE_PushButtonLabel:
      if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option); button && isPrimary(widget)) {
        QStyleOptionButton copy(*button);
        copy.palette.setColor(QPalette::ButtonText, tokens(option->palette).onAccent);
        return QProxyStyle::drawControl(element, &copy, painter, widget);
      }
      break;
    case CE_ProgressBar:
      if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
        return calm::progress(painter, bar->rect, bar->palette, shareDone(*bar));
      break;
    case CE_TabBarTabShape: return calm::tab(painter, option, option->state.testFlag(State_Selected));
    case CE_TabBarTabLabel:
      if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
        QStyleOptionTab copy(*tab);
        copy.state &= ~State_HasFocus;
        if (!tab->state.testFlag(State_Selected))
          copy.palette.setColor(QPalette::WindowText, tokens(option->palette).muted);
        return QProxyStyle::drawControl(element, &copy, painter, widget);
      }
      break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea: return calm::headerSection(painter, option);
    case CE_Splitter: return;
    default: break;
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

void CalmStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                   const QWidget* widget) const {
  const auto part = [&](SubControl which) { return subControlRect(control, option, which, widget); };
  const auto shown = [&](SubControl which) { return option->subControls & which ? part(which) : QRect(); };
  switch (control) {
    case CC_ComboBox: return calm::comboBox(painter, option, part(SC_ComboBoxArrow));
    case CC_SpinBox: return calm::spinBox(painter, option, shown(SC_SpinBoxUp), shown(SC_SpinBoxDown));
    case CC_ScrollBar:
      if (scrolls(option)) calm::scrollBar(painter, option, part(SC_ScrollBarSlider));
      return;
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
  }
}

QRect CalmStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl subControl,
                                const QWidget* widget) const {
  if (control == CC_ScrollBar) {
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option)) return scrollBarRect(*bar, subControl);
  }
  QRect rect = QProxyStyle::subControlRect(control, option, subControl, widget);
  if (control == CC_ComboBox && subControl == SC_ComboBoxArrow) rect.moveRight(option->rect.right() - 6);
  if (control == CC_ComboBox && subControl == SC_ComboBoxEditField) rect.adjust(6, 0, 0, 0);
  if (control == CC_SpinBox && subControl == SC_SpinBoxEditField) rect.adjust(5, 0, 0, 0);
  if (control == CC_SpinBox && subControl == SC_SpinBoxUp) rect.translate(-3, 2);
  if (control == CC_SpinBox && subControl == SC_SpinBoxDown) rect.translate(-3, -2);
  return rect;
}

QRect CalmStyle::subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const {
  const QRect rect = QProxyStyle::subElementRect(element, option, widget);
  const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
  const bool field = element == SE_LineEditContents && frame != nullptr && frame->lineWidth > 0;
  return field ? rect.adjusted(5, 0, -5, 0) : rect;
}

QSize CalmStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                  const QWidget* widget) const {
  const QSize grown = QProxyStyle::sizeFromContents(type, option, size, widget);
  const int height = option->fontMetrics.height() + 16;
  switch (type) {
    case CT_PushButton: return QSize(qMax(grown.width() + 12, size.width() + 28), qMax(height, grown.height()));
    case CT_ComboBox: return QSize(grown.width() + 18, qMax(height, grown.height()));
    case CT_LineEdit:
    case CT_SpinBox: return QSize(grown.width(), qMax(height, grown.height()));
    case CT_HeaderSection: return QSize(grown.width() + 8, qMax(height, grown.height()));
    default: return grown;
  }
}

int CalmStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  switch (metric) {
    case PM_ScrollBarExtent: return 12;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_SplitterWidth: return 12;
    case PM_TabBarTabHSpace: return 28;
    case PM_TabBarTabVSpace: return 18;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap: return 0;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical: return 0;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
  }
}

int CalmStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                         QStyleHintReturn* answer) const {
  switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_Widget_Animate: return 0;
    case SH_ComboBox_Popup: return 0;
    case SH_ScrollBar_Transient: return 0;
    default: return QProxyStyle::styleHint(hint, option, widget, answer);
  }
}

}  // namespace synscope
