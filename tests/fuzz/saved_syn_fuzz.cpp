#include "core/logic/wire/saved_syn.h"
#include "tests/support/fuzz_main.h"

#include <span>

using namespace synscope;

namespace {

fuzz::Input fromHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  fuzz::Input bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<std::uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  return bytes;
}

}  // namespace

/// Whatever the bytes say: nothing is read beyond them, and what is read fits into them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  if (const auto ip = decodeIpHeader(bytes)) {
    fuzz::check(ip->headerLength >= 20 && ip->headerLength <= size, "an IP header is longer than its packet");
    const auto tcp = decodeTcpHeader(bytes.subspan(ip->headerLength));
    if (tcp) fuzz::check(ip->headerLength + tcp->headerLength <= size, "a TCP header is longer than its packet");
  }
  std::size_t valueBytes = 0;
  for (const TcpOption& option : decodeTcpOptions(bytes))
    valueBytes += 1 + option.value.size();
  fuzz::check(valueBytes <= size, "options hold more than there was");
  const auto syn = decodeSavedSyn(bytes);
  if (!syn) return 0;
  fuzz::check(syn->tcp.flags.syn, "a SYN without SYN");
  fuzz::check(syn->guessedHops() >= 0 && syn->guessedHops() < 128, "a path of more than 127 hops");
  fuzz::check(fieldsOf(*syn).size() >= 7, "fields are missing");
  return 0;
}

namespace synscope::fuzz {

std::vector<Input> corpus() {
  return {
      fromHex("4500003c1c4640003d0600000a0900020a0909029c4000501234567800000000a002faf000000000020405b40402080a0000"
              "30390000000001030307"),
      fromHex("600123450018062ffd000009000000000000000000000002fd0000090000000000000000000000019c40005000000001000000"
              "0060c2ffff00000000020405a0"),
      fromHex("6000000000280040fd000009000000000000000000000002fd0000090000000000000000000000012c0005020000000006000001"
              "000012349c40005000000001000000006002040000000000020405a0"),
      {}};
}

}  // namespace synscope::fuzz
