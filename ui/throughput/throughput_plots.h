#pragma once

#include "ui/throughput/throughput_record.h"

#include <memory>
#include <vector>

namespace synscope {

class PlotStack;
class TimePlot;

/// The plots of one test: the rate with the latency it makes, what tells why, and the processors. A plot that would be
/// empty is not there.
void addThroughputPlots(PlotStack& stack, const ThroughputCurves& curves);
/// The rates of several tests in one plot.
void addComparedPlots(PlotStack& stack, const std::vector<std::shared_ptr<ThroughputRunRecord>>& records);
/// What happened in a test, at its place in the plot of the rate.
void markThroughput(TimePlot& plot, const ThroughputRunRecord& record);

}  // namespace synscope
