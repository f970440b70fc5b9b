#include "core/logic/endpoint/endpoint_settings.h"

namespace synscope {

std::string_view name(EndpointKind kind) {
  switch (kind) {
    case EndpointKind::kTcpClient: return "tcp-client";
    case EndpointKind::kTcpServer: return "tcp-server";
    case EndpointKind::kUdp: return "udp";
  }
  return "udp";
}

std::string_view name(CloseMode mode) {
  switch (mode) {
    case CloseMode::kFin: return "fin";
    case CloseMode::kHalf: return "half";
    case CloseMode::kReset: return "reset";
  }
  return "fin";
}

std::string_view name(ServerRole role) {
  switch (role) {
    case ServerRole::kTalk: return "talk";
    case ServerRole::kEcho: return "echo";
    case ServerRole::kDiscard: return "discard";
    case ServerRole::kCharacterGenerator: return "character-generator";
    case ServerRole::kDaytime: return "daytime";
    case ServerRole::kSendFile: return "send-file";
    case ServerRole::kForward: return "forward";
    case ServerRole::kPair: return "pair";
  }
  return "talk";
}

}  // namespace synscope
