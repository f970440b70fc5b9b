#pragma once

#include "core/logic/base/error.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace synscope {

enum class InputForm { kRaw, kCrLf, kHex };

/// Turns what comes in on standard input into what is sent: as it is, with LF made CR LF, or as hexadecimal where each
/// line is one message.
class TypedInput {
 public:
  explicit TypedInput(InputForm form) : m_form(form) {}

  /// What is to be sent now.
  struct Messages {
    QList<QByteArray> bytes;
    std::optional<Error> problem = {};  ///< kBadHex with the piece, or kTooLong: of a line that is left out.
  };

  Messages add(const QByteArray& piece);
  /// The last line, where it had no end.
  Messages finish();

 private:
  QByteArray withCrLf(const QByteArray& piece);
  Messages readLines();

  InputForm m_form;
  bool m_afterCr = false;
  QByteArray m_line;        ///< Not read yet; an unfinished line at most between calls.
  bool m_skipping = false;  ///< The rest of a line that was too long.
};

}  // namespace synscope
