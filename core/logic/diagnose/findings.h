#pragma once

#include "core/logic/diagnose/diagnosis.h"
#include "core/logic/path/where_it_dies.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace synscope {

/// One item of evidence seen as what it is; empty where there is none.
template <typename T>
struct Seen {
  const Evidence* evidence = nullptr;
  const T* what = nullptr;

  explicit operator bool() const { return what != nullptr; }
  const T* operator->() const { return what; }
  const T& operator*() const { return *what; }
  int id() const { return evidence == nullptr ? 0 : evidence->id; }
};

/// Everything of one kind about one address, in the order in which it came.
template <typename T>
std::vector<Seen<T>> allOf(const std::vector<Evidence>& evidence, CheckKind kind, const IpAddress& address) {
  std::vector<Seen<T>> found;
  for (const Evidence& item : evidence) {
    if (item.check.kind != kind || !item.check.target || item.check.target->address != address) continue;
    if (const T* what = std::get_if<T>(&item.what)) found.push_back({&item, what});
  }
  return found;
}

/// The first of one kind about one address.
template <typename T>
Seen<T> firstOf(const std::vector<Evidence>& evidence, CheckKind kind, const IpAddress& address) {
  const auto found = allOf<T>(evidence, kind, address);
  return found.empty() ? Seen<T>{} : found.front();
}

/// What was found out about one address of the target: the input of every rule. Points into the evidence.
struct Findings {
  const DiagnosisRequest* request = nullptr;
  IpAddress address;

  Seen<RouteEvidence> route;
  Seen<ListenerEvidence> listeners;
  Seen<AttemptEvidence> connect;
  Seen<AttemptEvidence> retry;
  std::vector<Seen<AttemptEvidence>> controlPorts;
  Seen<AttemptEvidence> controlAddress;
  Seen<TraceEvidence> trace;
  Seen<TraceEvidence> controlTrace;
  Seen<ArrivalTtlEvidence> arrival;
  Seen<ArrivalTtlEvidence> controlArrival;
  Seen<TlsEvidence> tls;
  Seen<FirstByteEvidence> firstByte;
  Seen<FullSizeEvidence> fullSize;

  Break where;  ///< whereItDies() of the traces above; kUnknown without one.
};

Findings findingsAbout(const IpAddress& address, const DiagnosisRequest& request,
                       const std::vector<Evidence>& evidence);

/// Every address the name gave, each once, in the order of the answers; at most `limit`.
std::vector<IpAddress> addressesIn(const std::vector<Evidence>& evidence, std::size_t limit);

/// The name look-up, wherever it stands in the evidence.
Seen<NameEvidence> nameIn(const std::vector<Evidence>& evidence);

/// The target is this machine itself.
bool isHere(const Findings& findings);

/// A port of the host answered, open or closed: somebody is there, and the way is open.
bool provesHostAlive(const AttemptEvidence& control);

/// The first control port that was answered; empty where none was.
Seen<AttemptEvidence> answeredControl(const Findings& findings);

}  // namespace synscope
