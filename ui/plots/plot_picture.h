#pragma once

#include <QColor>
#include <QSize>
#include <QString>

#include <optional>
#include <vector>

class QCPPainter;
class QPalette;

namespace synscope {

/// A name and the colour it is drawn in.
struct PlotLegendEntry {
  QString name;
  QColor color;
  bool dashed = false;

  bool operator==(const PlotLegendEntry&) const = default;
};

/// What can be put into a picture file.
class PlotPicture {
 public:
  virtual ~PlotPicture() = default;

  /// Paints at the painter's origin, in the colours shown.
  virtual void paintTo(QCPPainter& painter, const QSize& size) = 0;
  /// What is shown, without repeats.
  virtual std::vector<PlotLegendEntry> legend() const = 0;
};

/// Plots under one another with a title and one legend, as a file.
struct PlotSheet {
  QString title;
  QString note;  ///< Under the title: when, between whom.
  std::vector<std::pair<PlotPicture*, QSize>> pictures;
};

/// Writes PNG (at twice the size), SVG or PDF as the file's ending asks for. Returns what went wrong, in words.
std::optional<QString> savePlots(const PlotSheet& sheet, const QString& file, const QPalette& palette);
/// The same on the clipboard, as pixels.
void copyPlots(const PlotSheet& sheet, const QPalette& palette);

}  // namespace synscope
