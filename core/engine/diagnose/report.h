#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/diagnose/diagnosis.h"

#include <QByteArray>

namespace synscope {

enum class ReportFormat { kHtml, kMarkdown, kJson };

struct ReportOptions {
  ReportFormat format = ReportFormat::kHtml;
  Language language = Language::kBoth;
  bool redactAddresses = false;  ///< Every host, address and name is replaced by a stable label ("host-1", "router-2").
};

/// A self-contained report. HTML needs no other file and holds no script.
QByteArray writeReport(const Diagnosis& diagnosis, const ReportOptions& options);

}  // namespace synscope
