#include "core/logic/base/display_text.h"
#include "core/logic/reach/udp_payload.h"
#include "core/logic/reach/udp_reply.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

namespace {

/// The first two bytes of an input are the port.
fuzz::Input withPort(std::uint16_t port, std::span<const std::byte> bytes) {
  fuzz::Input input{std::uint8_t(port >> 8), std::uint8_t(port & 0xff)};
  for (std::byte byte : bytes)
    input.push_back(std::to_integer<std::uint8_t>(byte));
  return input;
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  std::vector<Input> inputs;
  for (std::uint16_t port : udpPayloadPorts())
    inputs.push_back(withPort(port, udpPayload(port, 1)));
  for (std::string_view text :
       {"SIP/2.0 200 OK\r\nServer: x\r\n\r\n", "HTTP/1.1 200 OK\r\nSERVER: x\r\n\r\n",
        "\x01\x01\x00\x0c\x21\x12\xa4\x42............\x00\x20\x00\x08\x00\x01\xa1\x47\xe1\x12\xa6\x43"}) {
    inputs.push_back(withPort(3478, std::as_bytes(std::span(text))));
  }
  return inputs;
}

/// Whatever comes back, the phrase is one of ours and its args are short and safe to show.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const auto port = static_cast<std::uint16_t>(data[0] << 8 | data[1]);
  const Phrase phrase = describeUdpReply(std::as_bytes(std::span(data + 2, size - 2)), port);
  fuzz::check(phrase.key.starts_with("udp-reply."), "a key of another room");
  for (const auto& [key, value] : phrase.args) {
    fuzz::check(value.size() <= 80, "an arg is too long");
    fuzz::check(sanitizeForDisplay(value) == value, "an arg with hidden characters");
  }
  return 0;
}
