#pragma once

#include "ui/log/log_line.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <functional>

class QPlainTextEdit;

namespace synscope {

class Text;

/// One record as a whole: who, when, how much, its text with line breaks, and a hex dump.
class RecordDetail : public Localized<QWidget> {
  Q_OBJECT

 public:
  /// Longer payloads are shown up to here; the heading says so, and exports hold everything.
  static constexpr std::size_t kMostBytes = std::size_t{64} << 10U;

  explicit RecordDetail(QWidget* parent = nullptr);

  void showRecord(std::uint64_t number, TrafficRecord record, const LogLook& look);
  QString heading() const;
  QString text() const;
  QString hex() const;

 protected:
  void retranslate() override;
  void restyle() override;

 private:
  Text* m_heading;
  QPlainTextEdit* m_text;
  QPlainTextEdit* m_hex;
  std::uint64_t m_number = 0;
  TrafficRecord m_record;
  LogLook m_look;
};

}  // namespace synscope
