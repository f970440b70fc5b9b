#include "core/logic/endpoint/roles/character_generator_role.h"
#include "core/logic/endpoint/roles/daytime_role.h"
#include "core/logic/endpoint/roles/discard_role.h"
#include "core/logic/endpoint/roles/echo_role.h"
#include "core/logic/endpoint/roles/forward_role.h"
#include "core/logic/endpoint/roles/pair_role.h"
#include "core/logic/endpoint/roles/send_file_role.h"
#include "core/logic/endpoint/roles/talk_role.h"

#include <utility>

namespace synscope {

std::unique_ptr<ServerRoleMachine> makeServerRole(const EndpointSettings& settings, RoleHost& host,
                                                  RegexCompiler regexCompiler) {
  switch (settings.role) {
    case ServerRole::kEcho: return std::make_unique<EchoRole>(settings.kind, host);
    case ServerRole::kDiscard: return std::make_unique<DiscardRole>(host);
    case ServerRole::kCharacterGenerator: return std::make_unique<CharacterGeneratorRole>(settings.kind, host);
    case ServerRole::kDaytime: return std::make_unique<DaytimeRole>(settings.kind, host);
    case ServerRole::kSendFile: return std::make_unique<SendFileRole>(settings.kind, host);
    case ServerRole::kForward: return std::make_unique<ForwardRole>(settings.kind, settings.impairment, host);
    case ServerRole::kPair: return std::make_unique<PairRole>(host);
    case ServerRole::kTalk: break;
  }
  return std::make_unique<TalkRole>(settings.autoReply, host, std::move(regexCompiler));
}

}  // namespace synscope
