#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/diagnose/evidence.h"

namespace synscope {

/// State and values of evidence that both the layer ladder and the evidence list speak of. The key of each phrase is
/// only its end (".ok"): the caller puts "layer.<step>" or "evidence.<check>" before it.
Phrase namePhrase(const NameEvidence& name);
Phrase routePhrase(const RouteEvidence& route);
Phrase attemptPhrase(const AttemptEvidence& attempt);
Phrase tlsPhrase(const TlsEvidence& tls);
Phrase firstBytePhrase(const FirstByteEvidence& firstByte);

/// Of all look-ups of a name, the longest.
Duration elapsedOf(const NameEvidence& name);

}  // namespace synscope
