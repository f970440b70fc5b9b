#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/kernel/socket_view.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QBoxLayout;

namespace synscope {

class BilingualLabel;
class FactGrid;
class ListenerHealthBar;
class Text;

/// One socket explained while it lives: what its state and timer mean, how its listener does, and its live numbers.
/// Goes on telling what was known of a socket that has gone.
class SocketDetails : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SocketDetails(QWidget* parent = nullptr);

  /// @param row Of the view.
  void show(const SocketView& view, std::size_t row);
  /// The socket shown is not in the table any more.
  void setGone();
  void clear();
  /// Id of what is shown; 0: nothing.
  std::uint64_t id() const { return m_shown ? m_shown->row.id : 0; }
  QString asText() const;

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Shown {
    std::shared_ptr<const SocketSnapshot> snapshot;
    SocketViewRow row;
    SocketRow socket;
    bool gone = false;
  };

  void refresh();
  void explain();

  std::optional<Shown> m_shown;
  std::vector<Phrase> m_phrases;  ///< In words now.
  QBoxLayout* m_halves;
  Text* m_endpoints;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  BilingualLabel* m_detail;
  Text* m_references;
  ListenerHealthBar* m_health;
  FactGrid* m_facts;
};

}  // namespace synscope
