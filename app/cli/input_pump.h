#pragma once

#include "app/cli/standard_io.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <memory>

namespace synscope {

/// Reads standard input in pieces while they are wanted; what nobody wants stays where it is, so that the program
/// before us in the pipe waits. Ends once.
class InputPump : public QObject {
  Q_OBJECT

 public:
  /// @param piece Bytes read at once, at most.
  explicit InputPump(std::size_t piece, QObject* parent = nullptr);

  void setWanted(bool wanted);

 Q_SIGNALS:
  void received(const QByteArray& bytes);
  /// No more will come. `error` is an errno value, 0 for the usual end.
  void ended(int error);

 private:
  void readSome();

  std::size_t m_piece;
  StandardInput m_input;
  std::unique_ptr<QSocketNotifier> m_notifier;  ///< Where it may have to be waited for.
  QTimer m_turn;                                ///< Where not: a piece for every turn of the event loop.
  bool m_ended = false;
};

}  // namespace synscope
