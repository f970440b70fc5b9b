#pragma once

#include "core/engine/base/job.h"
#include "core/engine/companion/companion_message.h"
#include "core/logic/base/error.h"
#include "core/logic/base/ip_endpoint.h"

#include <memory>
#include <optional>
#include <string>

namespace synscope {

/// Lets other SynScopes ask what arrives at this machine. Runs only while the person wants it. Each visitor learns of
/// connections from its own address and nothing else; a port that nobody serves is opened for its check, for a minute
/// at most. Lives in the net thread.
class CompanionServer : public Job {
  Q_OBJECT

 public:
  struct Options {
    std::uint16_t port = kCompanionPort;  ///< 0: any free one.
    std::optional<IpAddress> bindAddress;
    std::string name;  ///< How this machine calls itself; empty: its host name.
    int maxVisitors = 16;
  };

  explicit CompanionServer(Options options, QObject* parent = nullptr);
  ~CompanionServer() override;

  void start() override;
  void cancel() override;

 Q_SIGNALS:
  void listening(const synscope::IpEndpoint& local);
  /// `asker` wants to know what arrives at this port.
  void watching(const synscope::IpEndpoint& asker, synscope::Protocol protocol, quint16 port);
  /// What it was told.
  void reported(const synscope::IpEndpoint& asker, const synscope::CompanionView& view);
  /// The port cannot be had; ended() follows.
  void failed(const synscope::Error& error);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
