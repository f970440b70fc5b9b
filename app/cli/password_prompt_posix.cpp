#include "app/cli/password_prompt.h"
#include "app/cli/terminal.h"

#include <cerrno>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace synscope {
namespace {

constexpr std::size_t kLongest = 1024;
constexpr char kInterrupt = 3, kEnd = 4, kBackspace = 8, kKillLine = 21, kDelete = 127;

/// A terminal that hands on every key at once, shows none and makes no signals of them (termios(3)).
class SilentTerminal {
 public:
  SilentTerminal() : m_fd(open("/dev/tty", O_RDWR | O_CLOEXEC)) {
    if (m_fd < 0 || tcgetattr(m_fd, &m_before) != 0) return;
    termios silent = m_before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    m_set = tcsetattr(m_fd, TCSAFLUSH, &silent) == 0;
  }
  ~SilentTerminal() {
    if (m_set) tcsetattr(m_fd, TCSAFLUSH, &m_before);
    if (m_fd >= 0) close(m_fd);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

  bool silent() const { return m_set; }
  int fd() const { return m_fd; }

 private:
  int m_fd;
  termios m_before{};
  bool m_set = false;
};

/// nullopt: no more comes.
std::optional<char> readKey(int fd) {
  char key = 0;
  ssize_t count = 0;
  do
    count = read(fd, &key, 1);
  while (count < 0 && errno == EINTR);
  return count == 1 ? std::optional(key) : std::nullopt;
}

/// A letter may have several bytes (RFC 3629).
void dropLetter(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0U) == 0x80U)
    text.pop_back();
  if (!text.empty()) text.pop_back();
}

void write(int fd, const std::string& text) {
  [[maybe_unused]] const ssize_t written = ::write(fd, text.data(), text.size());
}

std::optional<std::string> readLine(int fd, bool keys) {
  std::string line;
  while (line.size() < kLongest) {
    const auto key = readKey(fd);
    if (!key && line.empty()) return std::nullopt;
    if (!key || *key == '\n' || *key == '\r') return line;
    if (!keys) {
      line += *key;
      continue;
    }
    if (*key == kInterrupt || *key == kEnd) return std::nullopt;
    if (*key == kBackspace || *key == kDelete)
      dropLetter(line);
    else if (*key == kKillLine)
      line.clear();
    else
      line += *key;
  }
  return line;
}

}  // namespace

std::optional<std::string> askForPassword(const std::string& prompt) {
  if (!isTerminal(StandardStream::kInput)) return readLine(STDIN_FILENO, false);
  const SilentTerminal terminal;
  if (!terminal.silent()) return std::nullopt;
  write(terminal.fd(), prompt);
  const auto password = readLine(terminal.fd(), true);
  write(terminal.fd(), "\n");
  return password;
}

}  // namespace synscope
