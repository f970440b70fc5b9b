#include "core/engine/endpoint/socket_watch.h"

#include <QSocketNotifier>

#include <unordered_map>

namespace synscope {

class SocketWatch::Private {
 public:
  struct Entry {
    QSocketNotifier* read = nullptr;
    QSocketNotifier* write = nullptr;
  };

  std::unordered_map<qintptr, Entry> entries;
};

SocketWatch::SocketWatch(QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {}

SocketWatch::~SocketWatch() = default;

bool SocketWatch::valid() const {
  return true;
}

bool SocketWatch::watch(qintptr fd, WatchedSocket& who, bool reading, bool writing) {
  auto [found, added] = d->entries.try_emplace(fd);
  Private::Entry& entry = found->second;
  if (added) {
    entry.read = new QSocketNotifier(fd, QSocketNotifier::Read, this);
    entry.write = new QSocketNotifier(fd, QSocketNotifier::Write, this);
    connect(entry.read, &QSocketNotifier::activated, this, [&who] { who.onReady({true, false, false}); });
    connect(entry.write, &QSocketNotifier::activated, this, [&who] { who.onReady({false, true, false}); });
  }
  entry.read->setEnabled(reading);
  entry.write->setEnabled(writing);
  return true;
}

void SocketWatch::forget(qintptr fd) {
  const auto found = d->entries.find(fd);
  if (found == d->entries.end()) return;
  for (QSocketNotifier* notifier : {found->second.read, found->second.write}) {
    notifier->setEnabled(false);
    notifier->deleteLater();
  }
  d->entries.erase(found);
}

}  // namespace synscope
