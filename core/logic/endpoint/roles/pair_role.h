#pragma once

#include "core/logic/endpoint/roles/pair_words.h"
#include "core/logic/endpoint/server_role.h"

#include <map>
#include <set>

namespace synscope {

/// An on-line list from which clients have themselves joined in pairs. On the list they speak in lines (NAME x, LIST,
/// JOIN n, ACCEPT, LEAVE); who is joined has every byte passed on unchanged until one of the two leaves. The one escape
/// is that of modems: a line LEAVE alone, with silence around it. Numbers are those of the session's table.
class PairRole final : public ServerRoleMachine {
 public:
  /// Silence that must lie before and after a LEAVE of somebody who is joined.
  static constexpr Duration kSilence = std::chrono::seconds(1);
  static constexpr std::size_t kLongestLine = 512;  ///< Bytes.
  static constexpr std::size_t kLongestName = 32;   ///< Bytes.
  static constexpr std::size_t kMostListed = 1000;
  static constexpr int kLinesAtOnce = 64;  ///< Of one client, before others have their turn.

  explicit PairRole(RoleHost& host) : m_host(host) {}

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId from) override;
  void onGone(ConnectionId connection) override;
  void onTime(TimePoint now) override;

 private:
  struct Client {
    ConnectionId id = 0;
    std::string name;
    std::string input;      ///< Of the list: what is not yet a line, or waits until answers are read.
    bool skipping = false;  ///< The rest of a line that was too long.
    ConnectionId asked = 0;
    std::set<ConnectionId> askedBy;
    ConnectionId partner = 0;
    TimePoint lastByteAt{};
    std::optional<TimePoint> leaveAt;  ///< A LEAVE is held back, and counts unless something follows.
    std::string heldLeave;
    bool paused = false;
    bool leaving = false;  ///< Has said LEAVE on the list; its connection is ending.
  };

  Client* find(ConnectionId id);
  static std::string whoIs(const Client& client);
  void tell(const Client& to, const std::string& text);

  void readLines(Client& client);
  bool mayGoOn(const Client& client) const;
  void endOfUnfinishedLine(Client& client);
  void obey(Client& client, std::string_view line);
  void list(const Client& client);
  void ask(Client& client, std::string_view number);
  void accept(Client& client);
  void leave(Client& client);

  void join(Client& a, Client& b);
  void separate(Client& client);
  void passOn(Client& from, std::string_view bytes);
  void relay(Client& from, std::string_view bytes);
  void releaseHeldLeave(Client& client);
  void leaveAfterSilence(Client& client);
  void withdraw(Client& client);
  void remove(ConnectionId id);
  void wake();
  void setPaused(Client& client, bool paused);

  RoleHost& m_host;
  std::map<ConnectionId, Client> m_clients;
  std::set<ConnectionId> m_leaving;  ///< Those whose LEAVE is held back, perhaps not any more.
  std::set<ConnectionId> m_unread;   ///< Those with lines left over from their last turn.
};

}  // namespace synscope
