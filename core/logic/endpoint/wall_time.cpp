#include "core/logic/endpoint/wall_time.h"

#include <chrono>
#include <cstdlib>

namespace synscope {
namespace {

using std::chrono::floor;
using std::chrono::microseconds;

std::string digits(std::int64_t value, int width) {
  std::string text(static_cast<std::size_t>(width), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value /= 10)
    *digit = static_cast<char>('0' + value % 10);
  return text;
}

std::string clockText(std::int64_t microsecondsOfDay) {
  const std::int64_t seconds = microsecondsOfDay / 1'000'000;
  return digits(seconds / 3600, 2) + ':' + digits(seconds / 60 % 60, 2) + ':' + digits(seconds % 60, 2) + '.' +
         digits(microsecondsOfDay % 1'000'000, 6);
}

struct Shown {
  std::chrono::sys_days day;
  std::int64_t microsecondsOfDay;
};

Shown shown(const WallClock& clock, TimePoint at) {
  const Duration local = Duration(clock.wallNs(at)) + std::chrono::seconds(clock.utcOffsetSeconds);
  const std::chrono::sys_days day(floor<std::chrono::days>(local));
  return {day, floor<microseconds>(local - day.time_since_epoch()).count()};
}

}  // namespace

std::string isoTime(const WallClock& clock, TimePoint at) {
  const auto [day, time] = shown(clock, at);
  const std::chrono::year_month_day date(day);
  const int offset = std::abs(clock.utcOffsetSeconds);
  return digits(static_cast<int>(date.year()), 4) + '-' + digits(static_cast<unsigned>(date.month()), 2) + '-' +
         digits(static_cast<unsigned>(date.day()), 2) + 'T' + clockText(time) +
         (clock.utcOffsetSeconds < 0 ? '-' : '+') + digits(offset / 3600, 2) + ':' + digits(offset / 60 % 60, 2);
}

std::string timeOfDay(const WallClock& clock, TimePoint at) {
  return clockText(shown(clock, at).microsecondsOfDay);
}

std::string secondsText(Duration elapsed) {
  const std::int64_t us = std::abs(std::chrono::duration_cast<microseconds>(elapsed).count());
  return (elapsed < Duration(0) ? "-" : "") + std::to_string(us / 1'000'000) + '.' + digits(us % 1'000'000, 6);
}

}  // namespace synscope
