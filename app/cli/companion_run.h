#pragma once

#include "core/engine/companion/companion_check.h"
#include "core/engine/companion/companion_server.h"
#include "core/engine/companion/mtu_check.h"

#include <string>

namespace synscope {

class Console;
struct CommonOptions;

/// `companion serve`: lets others ask until it is interrupted. Returns the exit code.
int serveCompanion(const CompanionServer::Options& options, bool announce, const CommonOptions& common,
                   Console& console);

/// `companion find`: who on the local network lets itself be found.
int findCompanions(const CommonOptions& common, Console& console);

/// `companion check`: one port, seen from both ends.
int checkWithCompanion(const IpEndpoint& target, const CompanionCheck::Options& options, const CommonOptions& common,
                       Console& console);

/// `companion mtu`: which sizes of packets pass, each way.
int checkMtu(const IpEndpoint& companion, const CommonOptions& common, Console& console);

}  // namespace synscope
