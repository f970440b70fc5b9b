#include "app/cli/throughput_output.h"

#include "app/cli/console.h"

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <sstream>

namespace synscope {
namespace {

/// Local time, as iperf3 tells it.
std::string timeNow(const std::string& form) {
  const std::time_t now = std::time(nullptr);
  const std::tm* parts = std::localtime(&now);
  std::ostringstream text;
  if (parts != nullptr) text << std::put_time(parts, form.c_str());
  return text.str();
}

}  // namespace

std::string ThroughputOutput::prefix() const {
  const std::string time = m_form.timestamps ? timeNow(*m_form.timestamps) : std::string();
  return m_form.title.empty() ? time : time + m_form.title + ":  ";
}

void ThroughputOutput::text(std::string_view lines) {
  const std::string before = prefix();
  std::string all;
  while (!lines.empty()) {
    const std::size_t length = std::min(lines.find('\n'), lines.size() - 1) + 1;
    all += before;
    all += lines.substr(0, length);
    lines.remove_prefix(length);
  }
  m_console.write(QByteArray::fromStdString(all));
}

void ThroughputOutput::line(const QString& line) {
  text(line.toStdString() + '\n');
}

void ThroughputOutput::json(const std::string& document) {
  m_console.write(QByteArray::fromStdString(document) + '\n');
  m_console.flush();
}

void ThroughputOutput::flush() {
  m_console.flush();
}

}  // namespace synscope
