#include "core/logic/reach/port_list.h"

#include "core/logic/base/display_text.h"
#include "core/logic/base/typed_text.h"
#include "core/logic/reach/service_names.h"

#include <algorithm>
#include <optional>
#include <string>

namespace synscope {
namespace {

constexpr std::size_t kLongestInput = 64 * 1024;
constexpr unsigned kLastPort = 65535;

Error wrong(ErrorCode code, std::string_view subject) {
  return {code, "parse-ports", excerpt(subject), 0};
}

/// Ports as marks where a run of them begins and ends, so that any number of ranges costs one pass.
class PortSet {
 public:
  void add(unsigned first, unsigned last) {
    ++m_change[first];
    --m_change[last + 1];
  }

  std::vector<std::uint16_t> list() const {
    std::vector<std::uint16_t> ports;
    int depth = 0;
    for (unsigned port = 1; port <= kLastPort; ++port) {
      depth += m_change[port];
      if (depth > 0) ports.push_back(static_cast<std::uint16_t>(port));
    }
    return ports;
  }

 private:
  std::vector<int> m_change = std::vector<int>(kLastPort + 2);
};

/// Commas between items, no space beside a comma or a dash: "8000 ~ 8100； 22" becomes "8000-8100,22". What is left of
/// spaces separates too.
std::string normalized(std::string_view text) {
  std::string result;
  const auto last = [&] { return result.empty() ? ',' : result.back(); };
  for (char c : foldWidth(text)) {
    if (isSpace(c)) {
      if (last() != ' ' && last() != ',' && last() != '-') result += ' ';
      continue;
    }
    if (last() == ' ' && (c == '-' || c == '~' || c == ',' || c == ';')) result.pop_back();
    result += c == '~' ? '-' : c == ';' ? ',' : c;
  }
  return result;
}

/// Value of a run of digits, or 65536 for anything larger.
unsigned valueOf(std::string_view digits) {
  unsigned value = 0;
  for (char digit : digits)
    value = std::min(value * 10 + static_cast<unsigned>(digit - '0'), kLastPort + 1);
  return value;
}

bool isPort(unsigned value) {
  return value >= 1 && value <= kLastPort;
}

std::optional<Error> addRange(std::string_view item, PortSet& ports) {
  const std::size_t dash = item.find('-');
  const std::string_view left = item.substr(0, dash);
  const std::string_view right = dash == std::string_view::npos ? left : item.substr(dash + 1);
  if (right.find('-') != std::string_view::npos) return wrong(ErrorCode::kBadPortRange, item);
  const unsigned first = left.empty() ? 1 : valueOf(left);
  const unsigned last = right.empty() ? kLastPort : valueOf(right);
  if (!isPort(first)) return wrong(ErrorCode::kBadPort, left);
  if (!isPort(last)) return wrong(ErrorCode::kBadPort, right);
  if (first > last) return wrong(ErrorCode::kBadPortRange, item);
  ports.add(first, last);
  return std::nullopt;
}

std::optional<Error> addService(std::string_view item, Protocol protocol, PortSet& ports) {
  const auto found = portsOfService(item, protocol);
  if (found.empty()) return wrong(isDigit(item.front()) ? ErrorCode::kBadPort : ErrorCode::kUnknownService, item);
  for (std::uint16_t port : found)
    ports.add(port, port);
  return std::nullopt;
}

std::optional<Error> addItem(std::string_view item, Protocol protocol, PortSet& ports) {
  if (item.empty()) return std::nullopt;
  if (lowered(item) == "all" || item == "*") return addRange("-", ports);
  if (std::ranges::all_of(item, [](char c) { return isDigit(c) || c == '-'; })) return addRange(item, ports);
  return addService(item, protocol, ports);
}

}  // namespace

Result<std::vector<std::uint16_t>> parsePorts(std::string_view text, Protocol protocol) {
  if (text.size() > kLongestInput) return wrong(ErrorCode::kTooLong, text);
  const std::string items = normalized(text);
  PortSet ports;
  for (std::size_t begin = 0; begin < items.size();) {
    const std::size_t end = std::min(items.find_first_of(", ", begin), items.size());
    if (const auto error = addItem(std::string_view(items).substr(begin, end - begin), protocol, ports)) return *error;
    begin = end + 1;
  }
  std::vector<std::uint16_t> list = ports.list();
  if (list.empty()) return wrong(ErrorCode::kEmptyInput, {});
  return list;
}

}  // namespace synscope
