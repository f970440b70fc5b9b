#pragma once

/// Inside ui/plots only: QCustomPlot, whose header needs Qt's keywords, which we do without (QT_NO_KEYWORDS).

#include <QObject>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit Q_EMIT
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach
