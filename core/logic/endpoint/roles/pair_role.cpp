#include "core/logic/endpoint/roles/pair_role.h"

#include "core/logic/base/display_text.h"
#include "core/logic/endpoint/roles/role_limits.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace synscope {
namespace {

std::string_view textOf(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string upper(std::string_view word) {
  std::string result(word);
  std::ranges::transform(result, result.begin(), [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
  return result;
}

bool isLeaveLine(std::string_view bytes) {
  return bytes == "LEAVE\n" || bytes == "LEAVE\r\n";
}

}  // namespace

PairRole::Client* PairRole::find(ConnectionId id) {
  const auto found = m_clients.find(id);
  return found == m_clients.end() ? nullptr : &found->second;
}

std::string PairRole::whoIs(const Client& client) {
  const std::string number = std::to_string(client.id);
  return client.name.empty() ? number : number + " (" + client.name + ")";
}

void PairRole::tell(const Client& to, const std::string& text) {
  m_host.send(to.id, std::as_bytes(std::span(text)));
}

void PairRole::onConnected(const ConnectionRow& connection) {
  Client& client = m_clients[connection.id];
  client.id = connection.id;
  tell(client, pairGreeting(client.id));
}

void PairRole::onReceived(ConnectionId from, std::span<const std::byte> bytes) {
  Client* client = find(from);
  if (client == nullptr || client->leaving) return;
  if (client->partner != 0) return relay(*client, textOf(bytes));
  client->input += textOf(bytes);
  readLines(*client);
}

bool PairRole::mayGoOn(const Client& client) const {
  return client.partner == 0 && !client.leaving && m_host.queued(client.id) < kRoleQueueLimit;
}

/// Stops when the answers are not read, or when it is the turn of others; the rest waits.
void PairRole::readLines(Client& client) {
  const std::string input = std::exchange(client.input, {});
  std::size_t at = 0, end = 0;
  int lines = 0;
  for (; mayGoOn(client) && (end = input.find('\n', at)) != std::string::npos && lines < kLinesAtOnce; ++lines) {
    const std::string_view line = std::string_view(input).substr(at, end - at);
    at = end + 1;
    const bool tooLong = line.size() > kLongestLine, skipped = std::exchange(client.skipping, false);
    if (tooLong && !skipped) tell(client, pairNote(PairNote::kLineTooLong));
    if (!tooLong && !skipped) obey(client, line);
  }
  if (client.leaving) return;
  client.input = input.substr(at);
  if (client.partner != 0) return passOn(client, std::exchange(client.input, {}));
  const bool moreLines = client.input.find('\n') != std::string::npos;
  if (!moreLines) endOfUnfinishedLine(client);
  if (moreLines && mayGoOn(client)) m_unread.insert(client.id);
  setPaused(client, moreLines || !mayGoOn(client));
  wake();
}

void PairRole::endOfUnfinishedLine(Client& client) {
  if (client.input.size() > kLongestLine && !std::exchange(client.skipping, true))
    tell(client, pairNote(PairNote::kLineTooLong));
  if (client.skipping) client.input.clear();
}

void PairRole::obey(Client& client, std::string_view line) {
  const std::string_view text = trimmed(line);
  if (text.empty()) return;
  const auto gap = text.find_first_of(" \t");
  const std::string command = upper(text.substr(0, gap));
  const std::string_view rest = gap == std::string_view::npos ? std::string_view() : trimmed(text.substr(gap));
  if (command == "NAME" && !rest.empty()) {
    client.name = excerpt(sanitizeForDisplay(rest), kLongestName);
    return tell(client, pairNote(PairNote::kNamed, whoIs(client)));
  }
  if (command == "LIST") return list(client);
  if (command == "JOIN") return ask(client, rest);
  if (command == "ACCEPT") return accept(client);
  if (command == "LEAVE") return leave(client);
  tell(client, pairNote(PairNote::kUnknownCommand));
}

void PairRole::list(const Client& client) {
  const std::size_t shown = std::min(m_clients.size(), kMostListed);
  std::string text = pairListHead(m_clients.size(), shown);
  auto next = m_clients.begin();
  for (std::size_t i = 0; i < shown; ++i, ++next)
    text += pairListRow(next->second.id, next->second.partner, next->second.name);
  tell(client, text);
}

void PairRole::ask(Client& client, std::string_view number) {
  ConnectionId id = 0;
  const auto [stop, error] = std::from_chars(number.data(), number.data() + number.size(), id);
  Client* other = error == std::errc{} && stop == number.data() + number.size() ? find(id) : nullptr;
  if (other == nullptr || other->leaving) {
    const std::string shown = excerpt(sanitizeForDisplay(number), kLongestName);
    return tell(client, pairNote(PairNote::kNoSuchClient, shown));
  }
  if (other == &client) return tell(client, pairNote(PairNote::kThatIsYou, number));
  if (other->partner != 0) return tell(client, pairNote(PairNote::kTaken, whoIs(*other)));
  if (m_host.queued(id) >= kRoleQueueLimit) return tell(client, pairNote(PairNote::kNotReading, whoIs(*other)));
  if (other->asked == client.id) return join(*other, client);
  tell(client, pairNote(PairNote::kAsked, whoIs(*other)));
  if (client.asked == id) return;
  withdraw(client);
  client.asked = id;
  other->askedBy.insert(client.id);
  tell(*other, pairNote(PairNote::kAskedBy, whoIs(client)));
}

void PairRole::withdraw(Client& client) {
  if (Client* asked = find(std::exchange(client.asked, 0)); asked != nullptr) asked->askedBy.erase(client.id);
}

/// The one with the lowest number where several have asked.
void PairRole::accept(Client& client) {
  Client* asker = client.askedBy.empty() ? nullptr : find(*client.askedBy.begin());
  if (asker == nullptr) return tell(client, pairNote(PairNote::kNobodyAsked));
  join(*asker, client);
}

void PairRole::leave(Client& client) {
  tell(client, pairNote(PairNote::kGoodbye));
  client.leaving = true;
  m_host.close(client.id, CloseMode::kFin);
}

void PairRole::join(Client& a, Client& b) {
  for (const auto& [one, other] : {std::pair(&a, &b), std::pair(&b, &a)}) {
    withdraw(*one);
    one->partner = other->id;
    one->lastByteAt = m_host.now();
    m_host.setPartner(one->id, other->id);
    tell(*one, pairNote(PairNote::kJoined, whoIs(*other)));
  }
  for (Client* one : {&a, &b})
    passOn(*one, std::exchange(one->input, {}));
}

/// Both go back to the list; the other one is told.
void PairRole::separate(Client& client) {
  Client* other = find(std::exchange(client.partner, 0));
  if (other == nullptr) return;
  releaseHeldLeave(*other);
  other->partner = 0;
  tell(*other, pairNote(PairNote::kSeparated, whoIs(client)));
  for (Client* one : {&client, other}) {
    m_host.setPartner(one->id, 0);
    setPaused(*one, false);
  }
}

void PairRole::relay(Client& from, std::string_view bytes) {
  const TimePoint now = m_host.now();
  const bool afterSilence = now - std::exchange(from.lastByteAt, now) >= kSilence;
  releaseHeldLeave(from);
  if (!afterSilence || !isLeaveLine(bytes)) return passOn(from, bytes);
  from.heldLeave = bytes;
  from.leaveAt = now + kSilence;
  m_leaving.insert(from.id);
  wake();
}

void PairRole::passOn(Client& from, std::string_view bytes) {
  if (!bytes.empty()) m_host.send(from.partner, std::as_bytes(std::span(bytes)));
  setPaused(from, m_host.queued(from.partner) >= kRoleQueueLimit);
}

/// Something followed, so it was data.
void PairRole::releaseHeldLeave(Client& client) {
  if (!client.leaveAt) return;
  client.leaveAt.reset();
  passOn(client, std::exchange(client.heldLeave, {}));
}

void PairRole::leaveAfterSilence(Client& client) {
  client.leaveAt.reset();
  client.heldLeave.clear();
  const Client* other = find(client.partner);
  const std::string who = other != nullptr ? whoIs(*other) : std::string();
  separate(client);
  tell(client, pairNote(PairNote::kLeft, who));
}

void PairRole::wake() {
  if (!m_unread.empty()) return m_host.wakeAt(m_host.now());
  std::optional<TimePoint> first;
  for (const ConnectionId id : m_leaving) {
    const Client* client = find(id);
    if (client != nullptr && client->leaveAt && (!first || *client->leaveAt < *first)) first = client->leaveAt;
  }
  if (first) m_host.wakeAt(*first);
}

void PairRole::onTime(TimePoint now) {
  for (const ConnectionId id : std::exchange(m_unread, {}))
    if (Client* client = find(id); client != nullptr) readLines(*client);
  for (const ConnectionId id : std::set(m_leaving)) {
    Client* client = find(id);
    if (client != nullptr && client->leaveAt && *client->leaveAt > now) continue;
    m_leaving.erase(id);
    if (client != nullptr && client->leaveAt) leaveAfterSilence(*client);
  }
  wake();
}

void PairRole::onDrained(ConnectionId connection) {
  Client* client = find(connection);
  if (client == nullptr) return;
  if (Client* partner = find(client->partner); partner != nullptr) return setPaused(*partner, false);
  setPaused(*client, false);
  readLines(*client);
}

/// The end of a connection is how programs leave; what was said before goes first.
void PairRole::onEndOfInput(ConnectionId from) {
  Client* client = find(from);
  if (client == nullptr) return;
  releaseHeldLeave(*client);
  separate(*client);
  if (!client->input.empty() && !client->leaving) obey(*client, std::exchange(client->input, {}));
  m_host.close(from, CloseMode::kFin);
  remove(from);
}

void PairRole::onGone(ConnectionId connection) {
  remove(connection);
}

void PairRole::remove(ConnectionId id) {
  Client* client = find(id);
  if (client == nullptr) return;
  client->leaveAt.reset();
  separate(*client);
  withdraw(*client);
  const std::string who = whoIs(*client);
  const std::set<ConnectionId> waiting = std::exchange(client->askedBy, {});
  m_clients.erase(id);
  m_unread.erase(id);
  for (const ConnectionId asker : waiting) {
    Client* other = find(asker);
    if (other == nullptr) continue;
    other->asked = 0;
    tell(*other, pairNote(PairNote::kAskWithdrawn, who));
  }
}

void PairRole::setPaused(Client& client, bool paused) {
  if (std::exchange(client.paused, paused) != paused) m_host.pauseReading(client.id, paused);
}

}  // namespace synscope
