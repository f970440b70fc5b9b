#include "ui/widgets/app_icon.h"

namespace synscope {

QIcon appIcon() {
  return QIcon(QStringLiteral(":/icons/synscope.svg"));
}

}  // namespace synscope
