#include "ui/throughput/nearby_list.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/icon.h"

#include <QPushButton>

namespace synscope {

NearbyList::NearbyList(QWidget* parent) : Localized(parent) {
  auto* flow = new FlowLayout(space::kSmall, this);
  flow->setContentsMargins(0, 0, 0, 0);
  hide();
}

void NearbyList::setServers(const std::vector<std::pair<QString, QString>>& servers) {
  for (const auto& [button, name] : m_buttons)
    button->deleteLater();
  m_buttons.clear();
  for (const auto& [name, server] : servers) {
    auto* button = new QPushButton(lineIcon(QStringLiteral("play")), QString());
    button->setToolTip(server);
    connect(button, &QPushButton::clicked, this, [this, where = server] { Q_EMIT chosen(where); });
    layout()->addWidget(button);
    m_buttons.emplace_back(button, name);
  }
  setVisible(!m_buttons.empty());
  retranslate();
}

void NearbyList::retranslate() {
  for (const auto& [button, name] : m_buttons)
    button->setText(tr("Measure against %1").arg(name));
}

}  // namespace synscope
