#pragma once

/// The messages of iperf3's control connection, as values.

#include "core/logic/throughput/iperf_error.h"
#include "core/logic/throughput/iperf_parameters.h"
#include "core/logic/throughput/iperf_results.h"
#include "core/logic/throughput/iperf_wire.h"
