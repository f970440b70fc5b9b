#include "ui/widgets/icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QSvgRenderer>

namespace synscope {
namespace {

QByteArray svgIn(const QString& name, const QColor& color) {
  QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return file.readAll().replace("currentColor", color.name().toLatin1());
}

/// Renderers by name and colour: a handful of each, parsed once.
QSvgRenderer& renderer(const QString& name, const QColor& color) {
  static QHash<QString, QSvgRenderer*> cache;
  QSvgRenderer*& entry = cache[name + color.name()];
  if (entry == nullptr) entry = new QSvgRenderer(svgIn(name, color), qApp);
  return *entry;
}

/// What an icon's colour follows.
enum class Ink { kMuted, kOnAccent, kTone };

/// Paints one line icon in a colour of the present palette.
class LineIconEngine : public QIconEngine {
 public:
  LineIconEngine(QString name, Ink ink, Tone tone) : m_name(std::move(name)), m_ink(ink), m_tone(tone) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    paintLineIcon(painter, m_name, rect, color(mode));
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }

  QIconEngine* clone() const override { return new LineIconEngine(*this); }

 private:
  QColor color(QIcon::Mode mode) const {
    const Tokens& t = tokens(QGuiApplication::palette());
    if (mode == QIcon::Disabled) return t.faint;
    if (m_ink == Ink::kOnAccent) return t.onAccent;
    return m_ink == Ink::kTone ? t.of(m_tone).strong : t.muted;
  }

  QString m_name;
  Ink m_ink;
  Tone m_tone;
};

}  // namespace

QIcon lineIcon(const QString& name) {
  return QIcon(new LineIconEngine(name, Ink::kMuted, Tone::kNeutral));
}

QIcon lineIcon(const QString& name, Tone tone) {
  return QIcon(new LineIconEngine(name, Ink::kTone, tone));
}

QIcon lineIconOnAccent(const QString& name) {
  return QIcon(new LineIconEngine(name, Ink::kOnAccent, Tone::kNeutral));
}

void paintLineIcon(QPainter* painter, const QString& name, const QRectF& rect, const QColor& color) {
  renderer(name, color).render(painter, rect);
}

}  // namespace synscope
