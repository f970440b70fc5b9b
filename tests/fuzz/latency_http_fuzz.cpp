#include "core/logic/latency/latency_http.h"
#include "tests/support/fuzz_main.h"

using namespace synscope;

std::vector<fuzz::Input> fuzz::corpus() {
  return inputsOf({"", "HTTP/1.1 200 OK\r\nServer: x\r\n\r\n", "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n",
                   "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nbody", "SSH-2.0-x\r\n", "HTTP/1.1 200\r\n\r\n"});
}

/// Any bytes, in pieces of any size, read the same; and what a person typed never makes another line of the request.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto bytes = std::as_bytes(std::span(data, size));
  LatencyHttpAnswer whole, pieces;
  whole.add(bytes);
  for (const std::byte& byte : bytes)
    if (!pieces.add({&byte, 1})) break;
  fuzz::check(whole.isHttp() == pieces.isHttp() || whole.complete(), "another protocol in pieces");
  fuzz::check(!whole.reusable() || (whole.complete() && whole.isHttp()), "a connection kept after half an answer");
  const std::string typed(fuzz::textOf(data, size));
  const auto request = headRequest({typed, 80}, typed, size % 2 == 0);
  int lines = 0;
  for (const std::byte byte : request)
    lines += byte == std::byte{'\n'} ? 1 : 0;
  fuzz::check(lines == 6, "a request of other lines than ours");
  return 0;
}
