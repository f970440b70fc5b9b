#pragma once

#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QPushButton;
class QVBoxLayout;

namespace synscope {

class SessionTile;

/// The sessions at the left: one line each, and the button for a new one. Positions count from 0; -1 is the new one.
class SessionList : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SessionList(QWidget* parent = nullptr);

  void add(const QString& icon);
  void removeAt(int position);
  void setCurrent(int position);
  int count() const { return static_cast<int>(m_tiles.size()); }
  SessionTile& tile(int position) { return *m_tiles[static_cast<std::size_t>(position)]; }

 Q_SIGNALS:
  void chosen(int position);
  void closeRequested(int position);
  void newRequested();

 protected:
  void retranslate() override;

 private:
  int positionOf(const SessionTile* tile) const;

  QPushButton* m_new;
  QVBoxLayout* m_column;
  QButtonGroup* m_group;
  std::vector<SessionTile*> m_tiles;
};

}  // namespace synscope
