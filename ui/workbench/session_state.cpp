#include "ui/workbench/session_state.h"

#include "core/logic/reach/judge.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// The translation context of these words.
class StateWords {
  Q_DECLARE_TR_FUNCTIONS(StateWords)
};

SessionState opening(const SessionSource& session) {
  const bool client = session.settings().kind == EndpointKind::kTcpClient;
  return {client ? StateWords::tr("Connecting …") : StateWords::tr("Opening …"), Tone::kInfo};
}

SessionState ended(const SessionSource& session) {
  if (session.status().failure) return {StateWords::tr("Failed"), Tone::kBad};
  return {StateWords::tr("Closed"), Tone::kNeutral};
}

SessionState waiting(const SessionStatus& status) {
  const QString pause = shownTime(status.pause.value_or(Duration{}));
  return {StateWords::tr("Trying again after %1 (no. %2)").arg(pause).arg(status.attempt), Tone::kWarn};
}

SessionState open(const SessionSource& session) {
  const int others = static_cast<int>(session.counters().openConnections);
  switch (session.settings().kind) {
    case EndpointKind::kTcpServer:
      return {StateWords::tr("Listening · %n connection(s)", nullptr, others), Tone::kGood};
    case EndpointKind::kUdp: return {StateWords::tr("Open · %n peer(s)", nullptr, others), Tone::kGood};
    case EndpointKind::kTcpClient: break;
  }
  return others > 0 ? SessionState{StateWords::tr("Connected"), Tone::kGood} : opening(session);
}

/// The title of an entry and, after it, its explanation.
QString sentences(const Phrase& phrase) {
  const CatalogueEntry entry = Catalogue::instance().entry(phrase);
  return BilingualText{entry.title.en + QStringLiteral(". ") + entry.plain.en,
                       entry.title.zh + QStringLiteral("。") + entry.plain.zh}
      .in(shownLanguage());
}

QString whyNotConnected(const Attempt& attempt) {
  const QString why = sentences({"reason." + std::string(name(judge(attempt).reason)), {}});
  const QString what = StateWords::tr("No connection to %1: %2").arg(shown(attempt.target.toString()), why);
  if (!attempt.icmp) return what;
  return what + QLatin1Char(' ') +
         StateWords::tr("%1, from %2")
             .arg(words({catalogueKey(*attempt.icmp), {}}), shown(attempt.icmp->from.toString()));
}

}  // namespace

SessionState stateOf(const SessionSource& session) {
  switch (session.status().phase) {
    case SessionPhase::kOpening: return opening(session);
    case SessionPhase::kOpen: return open(session);
    case SessionPhase::kWaiting: return waiting(session.status());
    case SessionPhase::kEnded: break;
  }
  return ended(session);
}

QString failureOf(const SessionStatus& status) {
  const bool explained = status.failure->code == ErrorCode::kConnectFailed && status.attempted;
  return explained ? whyNotConnected(*status.attempted) : shownError(*status.failure);
}

}  // namespace synscope
