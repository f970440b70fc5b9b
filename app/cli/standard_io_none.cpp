#include "app/cli/standard_io.h"

#include <cerrno>
#include <cstdio>

namespace synscope {

qintptr StandardInput::descriptor() const {
  return -1;
}

bool StandardInput::isAlwaysReady() const {
  return true;
}

/// May wait: this system has no way for us to ask first.
StandardIoResult StandardInput::read(std::span<std::byte> buffer) {
  const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), stdin);
  return {count, count == 0, std::ferror(stdin) != 0 ? EIO : 0};
}

StandardOutput::StandardOutput() = default;

qintptr StandardOutput::descriptor() const {
  return -1;
}

StandardIoResult StandardOutput::write(std::span<const std::byte> bytes) {
  const std::size_t count = std::fwrite(bytes.data(), 1, bytes.size(), stdout);
  const bool failed = count < bytes.size() || std::fflush(stdout) != 0;
  return {count, failed, failed ? EIO : 0};
}

void StandardOutput::close() {
  std::fclose(stdout);
}

}  // namespace synscope
