#pragma once

#include "core/logic/throughput/rate_text.h"

#include <QString>

#include <optional>
#include <string>
#include <string_view>

namespace synscope {

class Console;

/// How results are told.
struct ThroughputOutputForm {
  enum class Kind {
    kText,
    kJson,       ///< A document at the end; of a server, one line for each test.
    kJsonStream  ///< An event a line, as it happens.
  };
  Kind kind = Kind::kText;
  RateUnit rate = RateUnit::kFitting;
  bool verbose = false;
  std::string title;                      ///< Before every line of text; empty: none.
  std::optional<std::string> timestamps;  ///< Before that, a form of strftime(3).

  bool isText() const { return kind == Kind::kText; }
};

/// Writes text with what stands before every line of it, and JSON as it is.
class ThroughputOutput {
 public:
  ThroughputOutput(Console& console, ThroughputOutputForm form) : m_console(console), m_form(std::move(form)) {}

  Console& console() { return m_console; }
  const ThroughputOutputForm& form() const { return m_form; }

  /// Whole lines, each with its end.
  void text(std::string_view lines);
  void line(const QString& line = {});
  void json(const std::string& document);
  void flush();

 private:
  std::string prefix() const;

  Console& m_console;
  const ThroughputOutputForm m_form;
};

}  // namespace synscope
