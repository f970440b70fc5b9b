#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/base/phrase.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_counters.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

namespace synscope {

class BilingualLabel;
class FillBar;
class IconLabel;
class Text;

/// Sentences about a listener that does not keep up; none where it does.
/// @param justGrown What the system's counters have grown by lately.
std::vector<Phrase> listenerWarnings(const std::string& address, const ListenerHealth& health,
                                     const std::optional<TcpCounters>& justGrown);
/// These phrases as sentences, one per line.
BilingualText sentencesOf(const std::vector<Phrase>& phrases);

/// How well a listener keeps up, on a few lines: how full its accept queue is, how many connections are half-open, and
/// what the system's listeners turned away since somebody looks. A warning stands below while that grows.
class ListenerHealthBar : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit ListenerHealthBar(QWidget* parent = nullptr);

  /// @param address Of the listener, for the sentence about it.
  /// @param grown What the counters of this system have grown by since somebody looks; nullopt: not reported.
  /// @param justGrown Since the last call, for warnings.
  void setHealth(const std::string& address, const ListenerHealth& health, const std::optional<TcpCounters>& grown,
                 const std::optional<TcpCounters>& justGrown);
  /// From the row of a listener; hides itself for any other row.
  void setRow(const SocketRow& row, const std::optional<TcpCounters>& grown,
              const std::optional<TcpCounters>& justGrown);
  /// What is said, for copying and tests.
  QString asText() const;

 protected:
  void retranslate() override;

 private:
  std::string m_address;
  std::optional<ListenerHealth> m_health;
  std::optional<TcpCounters> m_grown, m_justGrown;
  IconLabel* m_icon;
  Text* m_queue;
  FillBar* m_bar;
  Text* m_others;
  BilingualLabel* m_warning;
};

}  // namespace synscope
