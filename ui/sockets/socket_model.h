#pragma once

#include "ui/sockets/socket_cells.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace synscope {

/// The view of the socket table as Qt's table. Each new view is turned into the fewest signals that are true: rows keep
/// their selection while they move, and nothing is ever reset.
class SocketModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  explicit SocketModel(QObject* parent = nullptr);

  /// @param view Arranged after the one shown now.
  void show(const std::shared_ptr<const SocketView>& view);
  /// What the time is: timers run down and marks fade by it.
  void setNow(TimePoint now) { m_now = now; }
  /// Whether something that is shown changes with time alone.
  bool changesWithTime() const { return m_lively; }

  const SocketView* view() const { return m_shown.get(); }
  /// Row of a socket, or -1.
  int rowOf(std::uint64_t id) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;
  void retranslate();

  /// How long a mark is seen.
  static constexpr Duration kFade = std::chrono::seconds(2);

 Q_SIGNALS:
  /// Somebody asks for another order.
  void orderWanted(synscope::SocketOrder order, bool descending);

 private:
  struct Range {
    int first = 0, last = 0;
  };
  /// The way from the view shown to the next one.
  struct Step {
    std::vector<std::uint32_t> next;  ///< Where each row goes; kNotBefore: away.
    std::vector<Range> removed;       ///< In the rows now.
    std::vector<Range> added;         ///< In the rows then.
    bool keptInOrder = true;
  };

  Step stepTo(const SocketView& next) const;
  void showInPlace(const SocketView& next, const Step& step);
  void showAtOnce(const SocketView& next, const Step& step);
  void reorder(const std::vector<std::uint32_t>& order);
  double freshness(const SocketTrack& track) const;
  QVariant tint(const SocketTrack& track) const;
  QVariant ink(const SocketTrack& track, SocketColumn column) const;
  QVariant accessibleText(std::size_t row, SocketColumn column) const;

  std::shared_ptr<SocketView> m_shown;
  TimePoint m_now{};
  bool m_lively = false;
};

}  // namespace synscope
