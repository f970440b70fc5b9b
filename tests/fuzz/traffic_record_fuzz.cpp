#include "core/logic/endpoint/traffic_record_codec.h"
#include "tests/support/fuzz_main.h"

#include <algorithm>

using namespace synscope;

namespace {

void add(fuzz::Input& input, std::span<const std::byte> bytes) {
  for (const std::byte byte : bytes)
    input.push_back(std::to_integer<std::uint8_t>(byte));
}

fuzz::Input fileOf(const IpAddress& address, std::string_view payload) {
  const auto bytes = std::as_bytes(std::span(payload));
  fuzz::Input input;
  add(input, encodeTrafficHeader({.wallEpochNs = 1}));
  for (const auto direction : {TrafficDirection::kIn, TrafficDirection::kOut}) {
    add(input, encodeTrafficRecord({TimePoint(Duration(7)), 3, direction, {address, 80}, bytes}).view());
    add(input, bytes);
    add(input, encodeTrafficGap({.records = 2, .bytes = 9}).view());
  }
  return input;
}

}  // namespace

std::vector<fuzz::Input> fuzz::corpus() {
  return {fileOf(IpAddress::v4({10, 9, 0, 1}), "hello"), fileOf(IpAddress::v6({0xfe, 0x80}, "eth0"), ""), {}};
}

/// Whatever a file holds: every entry lies inside it and has a length, and what was verified is encoded the same again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto rest = std::as_bytes(std::span(data, size));
  if (decodeTrafficHeader(rest)) rest = rest.subspan(kTrafficHeaderBytes);
  while (true) {
    const TrafficEntry trusted = decodeTrafficEntry(rest, TrafficCheck::kTrust);
    const TrafficEntry entry = decodeTrafficEntry(rest, TrafficCheck::kVerify);
    fuzz::check(entry.length == trusted.length, "the check changes the length");
    if (entry.kind == TrafficEntry::Kind::kCut) fuzz::check(entry.length > rest.size(), "cut although all is there");
    if (entry.kind == TrafficEntry::Kind::kCut || entry.kind == TrafficEntry::Kind::kDamaged) return 0;
    fuzz::check(entry.length > 0 && entry.length <= rest.size(), "an entry outside the file");
    const auto head =
        entry.kind == TrafficEntry::Kind::kGap ? encodeTrafficGap(entry.gap) : encodeTrafficRecord(entry.record);
    fuzz::check(head.size + entry.record.payload.size() == entry.length, "an entry of another length");
    fuzz::check(std::ranges::equal(head.view(), rest.first(head.size)), "an entry that is encoded differently");
    rest = rest.subspan(entry.length);
  }
}
