#include "core/engine/base/clock.h"
#include "core/engine/endpoint/traffic_log.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstring>
#include <thread>

using namespace synscope;

/// Notes numbered records in a log, about 50,000 a second, and says on standard output how many, until it is killed.
int main(int argc, char** argv) {
  const QCoreApplication app(argc, argv);
  if (argc != 2) return 64;
  const auto log = TrafficLog::create(QString::fromLocal8Bit(argv[1]));
  if (!log) return 1;
  std::uint64_t number = 0;
  while (true) {
    for (int i = 0; i < 50; ++i, ++number) {
      std::byte payload[64] = {};
      std::memcpy(payload, &number, sizeof number);
      (*log)->append(monotonicNow(), 1, TrafficDirection::kIn, {}, payload);
    }
    std::printf("%llu %lld\n", static_cast<unsigned long long>(number),
                static_cast<long long>(monotonicNow().time_since_epoch().count()));
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
}
