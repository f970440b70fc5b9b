#pragma once

#include "ui/plots/plot_axes.h"
#include "ui/plots/plot_line.h"

#include <vector>

namespace synscope {

/// Inside ui/plots only: the drawing of lines, marks and spans between two axes.
namespace plot_paint {

QColor colorOf(const PlotLineLook& look, const QPalette& palette);

/// @param buckets From PlotSeries::columns().
void line(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const std::vector<PlotBucket>& buckets,
          const PlotLineLook& look, const QColor& color);
void spans(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const std::vector<PlotSpan>& spans,
           const Tokens& tokens);
/// Words that would run into those of the mark before are left out; the line stays.
void marks(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const std::vector<PlotMark>& marks,
           const Tokens& tokens);

}  // namespace plot_paint
}  // namespace synscope
