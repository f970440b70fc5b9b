#pragma once

#include <QByteArray>
#include <QStringList>

namespace synscope {

/// One line of CSV (RFC 4180 section 2) with its CRLF; what a spreadsheet would take for a formula is given a quote
/// sign, numbers apart.
QByteArray csvLine(const QStringList& fields);

}  // namespace synscope
