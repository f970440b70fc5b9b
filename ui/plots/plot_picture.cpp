#include "ui/plots/plot_picture.h"

#include "ui/plots/plot_axes.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/save_dialog.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kScale = 2;
constexpr int kMargin = 16;
constexpr double kDpi = 96;
constexpr int kSwatch = 18;

/// Lays a sheet out and paints it: title, note, legend, plots.
class SheetPainter {
 public:
  SheetPainter(const PlotSheet& sheet, const QPalette& palette) : m_sheet(sheet), m_tokens(tokens(palette)) {
    for (const auto& [picture, size] : sheet.pictures) {
      m_width = std::max(m_width, size.width());
      m_plots += size.height();
      for (const PlotLegendEntry& entry : picture->legend())
        if (std::find(m_legend.begin(), m_legend.end(), entry) == m_legend.end()) m_legend.push_back(entry);
    }
  }

  QSize size() const { return {m_width + 2 * kMargin, headHeight() + m_plots + 2 * kMargin}; }

  void paint(QCPPainter& painter) const {
    painter.fillRect(QRect(QPoint(), size()), m_tokens.surface);
    painter.translate(kMargin, kMargin);
    paintHead(painter);
    painter.translate(0, headHeight());
    for (const auto& [picture, size] : m_sheet.pictures) {
      painter.save();
      picture->paintTo(painter, QSize(m_width, size.height()));
      painter.restore();
      painter.translate(0, size.height());
    }
  }

 private:
  static int lineHeight(TextRole role) { return QFontMetrics(fontFor(role)).height() + space::kTight; }

  int headHeight() const {
    return lineHeight(TextRole::kHeading) + (m_sheet.note.isEmpty() ? 0 : lineHeight(TextRole::kCaption)) +
           legendRows() * lineHeight(TextRole::kCaption) + space::kSmall;
  }

  int entryWidth(const PlotLegendEntry& entry) const {
    return kSwatch + space::kSmall + QFontMetrics(fontFor(TextRole::kCaption)).horizontalAdvance(entry.name) +
           space::kLarge;
  }

  int legendRows() const {
    int rows = m_legend.empty() ? 0 : 1, x = 0;
    for (const PlotLegendEntry& entry : m_legend) {
      if (x > 0 && x + entryWidth(entry) > m_width) ++rows, x = 0;
      x += entryWidth(entry);
    }
    return rows;
  }

  void paintHead(QCPPainter& painter) const {
    int y = QFontMetrics(fontFor(TextRole::kHeading)).ascent();
    painter.setFont(fontFor(TextRole::kHeading));
    painter.setPen(QPen(m_tokens.text));
    painter.drawText(QPointF(0, y), m_sheet.title);
    painter.setFont(fontFor(TextRole::kCaption));
    painter.setPen(QPen(m_tokens.muted));
    y += lineHeight(TextRole::kCaption);
    if (!m_sheet.note.isEmpty()) {
      painter.drawText(QPointF(0, y), m_sheet.note);
      y += lineHeight(TextRole::kCaption);
    }
    paintLegend(painter, y);
  }

  void paintLegend(QCPPainter& painter, int y) const {
    int x = 0;
    for (const PlotLegendEntry& entry : m_legend) {
      if (x > 0 && x + entryWidth(entry) > m_width) x = 0, y += lineHeight(TextRole::kCaption);
      painter.setPen(QPen(entry.color, 2, entry.dashed ? Qt::DashLine : Qt::SolidLine));
      painter.drawLine(QLineF(x, y - 4, x + kSwatch, y - 4));
      painter.setPen(QPen(m_tokens.text));
      painter.drawText(QPointF(x + kSwatch + space::kSmall, y), entry.name);
      x += entryWidth(entry);
    }
  }

  const PlotSheet& m_sheet;
  const Tokens& m_tokens;
  std::vector<PlotLegendEntry> m_legend;
  int m_width = 0;
  int m_plots = 0;
};

QImage imageOf(const SheetPainter& sheet) {
  QImage image(sheet.size() * kScale, QImage::Format_RGB32);
  image.setDevicePixelRatio(kScale);
  QCPPainter painter(&image);
  sheet.paint(painter);
  painter.end();
  return image;
}

QByteArray png(const SheetPainter& sheet) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  imageOf(sheet).save(&buffer, "PNG");
  return bytes;
}

QByteArray svg(const SheetPainter& sheet) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(sheet.size());
  generator.setViewBox(QRect(QPoint(), sheet.size()));
  generator.setResolution(static_cast<int>(kDpi));
  generator.setTitle(QStringLiteral("SynScope"));
  QCPPainter painter(&generator);
  painter.setMode(QCPPainter::pmVectorized);
  sheet.paint(painter);
  painter.end();
  return bytes;
}

QByteArray pdf(const SheetPainter& sheet) {
  constexpr double kPointsPerPixel = 72 / kDpi;
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setCreator(QStringLiteral("SynScope"));
  writer.setResolution(static_cast<int>(kDpi));
  writer.setPageSize(QPageSize(QSizeF(sheet.size()) * kPointsPerPixel, QPageSize::Point));
  writer.setPageMargins(QMarginsF());
  QCPPainter painter(&writer);
  painter.setMode(QCPPainter::pmVectorized);
  sheet.paint(painter);
  painter.end();
  return bytes;
}

}  // namespace

std::optional<QString> savePlots(const PlotSheet& sheet, const QString& file, const QPalette& palette) {
  const SheetPainter painted(sheet, palette);
  const auto ends = [&file](const char* ending) { return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive); };
  return writeFile(file, ends(".svg") ? svg(painted) : (ends(".pdf") ? pdf(painted) : png(painted)));
}

void copyPlots(const PlotSheet& sheet, const QPalette& palette) {
  QGuiApplication::clipboard()->setImage(imageOf(SheetPainter(sheet, palette)));
}

}  // namespace synscope
