#include "ui/workbench/session_list.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"
#include "ui/workbench/session_tile.h"

#include <QButtonGroup>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {

SessionList::SessionList(QWidget* parent)
    : Localized(parent), m_new(new QPushButton), m_column(nullptr), m_group(new QButtonGroup(this)) {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(space::kMedium);
  m_new->setIcon(lineIcon(QStringLiteral("plus")));
  outer->addWidget(m_new);
  auto* area = new QScrollArea;
  area->setFrameShape(QFrame::NoFrame);
  area->setWidgetResizable(true);
  area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  area->setFocusPolicy(Qt::NoFocus);
  auto* content = new QWidget;
  m_column = new QVBoxLayout(content);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(space::kTight);
  m_column->addStretch(1);
  area->setWidget(content);
  area->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  outer->addWidget(area, 1);
  connect(m_new, &QPushButton::clicked, this, &SessionList::newRequested);
  retranslate();
}

void SessionList::add(const QString& icon) {
  auto* tile = new SessionTile(icon);
  m_group->addButton(tile);
  m_column->insertWidget(count(), tile);
  m_tiles.push_back(tile);
  connect(tile, &SessionTile::clicked, this, [this, tile] { Q_EMIT chosen(positionOf(tile)); });
  connect(tile, &SessionTile::closeRequested, this, [this, tile] { Q_EMIT closeRequested(positionOf(tile)); });
  retranslate();
}

void SessionList::removeAt(int position) {
  SessionTile* gone = m_tiles[static_cast<std::size_t>(position)];
  m_tiles.erase(m_tiles.begin() + position);
  m_group->removeButton(gone);
  gone->hide();
  gone->deleteLater();
}

void SessionList::setCurrent(int position) {
  m_group->setExclusive(false);
  for (int each = 0; each < count(); ++each)
    tile(each).setChecked(each == position);
  m_group->setExclusive(true);
}

int SessionList::positionOf(const SessionTile* tile) const {
  return static_cast<int>(std::find(m_tiles.begin(), m_tiles.end(), tile) - m_tiles.begin());
}

void SessionList::retranslate() {
  m_new->setText(tr("New session"));
  m_new->setToolTip(tr("Ctrl+N"));
  for (SessionTile* each : m_tiles)
    each->setCloseHint(tr("Close this session (Ctrl+W)"));
}

}  // namespace synscope
