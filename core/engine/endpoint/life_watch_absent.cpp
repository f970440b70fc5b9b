#include "core/engine/endpoint/life_watch.h"

namespace synscope {

/// Nothing is followed yet: lives are unknown, rows stay as they are. Built only while there is no life_watch.cpp.
class LifeWatch::Private {};

LifeWatch::LifeWatch(QObject* parent) : QObject(parent) {}
LifeWatch::~LifeWatch() = default;

void LifeWatch::connecting(ConnectionId, TimePoint, const IpEndpoint&) {}
void LifeWatch::attempted(ConnectionId, const Attempt&, const Timeline&) {}
void LifeWatch::accepted(ConnectionId, TimePoint, const IpEndpoint&, const IpEndpoint&, qintptr) {}
void LifeWatch::attach(ConnectionId, qintptr) {}
void LifeWatch::sent(ConnectionId, TimePoint, std::size_t) {}
void LifeWatch::received(ConnectionId, TimePoint, std::size_t) {}
void LifeWatch::endOfInput(ConnectionId, TimePoint) {}
void LifeWatch::called(ConnectionId, TimePoint, EndpointCall) {}
void LifeWatch::failed(ConnectionId, TimePoint, EndpointCall, SocketError) {}
void LifeWatch::setWatched(ConnectionId) {}
void LifeWatch::describe(ConnectionRow&) const {}

std::shared_ptr<const ConnectionLife> LifeWatch::life(ConnectionId) const {
  return nullptr;
}

}  // namespace synscope
