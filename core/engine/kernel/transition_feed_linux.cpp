#include "core/engine/base/unique_fd.h"
#include "core/engine/kernel/transition_feed.h"

#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

namespace synscope {
namespace {

constexpr const char* kFolders[] = {"/sys/kernel/tracing/events/sock/inet_sock_set_state/",
                                    "/sys/kernel/debug/tracing/events/sock/inet_sock_set_state/"};
constexpr std::size_t kRingBytes = std::size_t{128} << 10U;  // A power of two.

std::string textOf(const char* name) {
  for (const char* folder : kFolders) {
    std::ifstream file(std::string(folder) + name);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!text.empty()) return text;
  }
  return {};
}

UniqueFd openTracepoint(std::uint64_t id, int processor) {
  perf_event_attr wanted{};
  wanted.type = PERF_TYPE_TRACEPOINT;
  wanted.size = sizeof wanted;
  wanted.config = id;
  wanted.sample_period = 1;
  wanted.sample_type = PERF_SAMPLE_TIME | PERF_SAMPLE_RAW;
  wanted.watermark = 1;
  wanted.wakeup_watermark = kRingBytes;
  wanted.use_clockid = 1;
  wanted.clockid = CLOCK_MONOTONIC;
  return UniqueFd(::syscall(SYS_perf_event_open, &wanted, -1, processor, -1, PERF_FLAG_FD_CLOEXEC));
}

}  // namespace

/// The buffer that one processor writes to (perf_event_open(2), "MMAP layout").
class TransitionFeed::Ring {
 public:
  explicit Ring(UniqueFd fd) : m_fd(std::move(fd)), m_page(static_cast<std::size_t>(::sysconf(_SC_PAGESIZE))) {
    void* memory =
        ::mmap(nullptr, m_page + kRingBytes, PROT_READ | PROT_WRITE, MAP_SHARED, static_cast<int>(m_fd.get()), 0);
    if (memory != MAP_FAILED) m_memory = static_cast<std::byte*>(memory);
  }
  ~Ring() {
    if (m_memory != nullptr) ::munmap(m_memory, m_page + kRingBytes);
  }
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;

  bool ok() const { return m_memory != nullptr; }

  /// Calls `sample(at, raw)` for each record that has arrived.
  template <typename Sample>
  void read(const Sample& sample) {
    auto* const control = reinterpret_cast<perf_event_mmap_page*>(m_memory);
    const std::uint64_t head = std::atomic_ref(control->data_head).load(std::memory_order_acquire);
    std::uint64_t tail = control->data_tail;
    while (tail < head) {
      perf_event_header header;
      copy(tail, &header, sizeof header);
      if (header.size < sizeof header || header.size > head - tail) break;
      m_record.resize(header.size);
      copy(tail, m_record.data(), header.size);
      if (header.type == PERF_RECORD_SAMPLE) deliver(sample);
      tail += header.size;
    }
    std::atomic_ref(control->data_tail).store(head, std::memory_order_release);
  }

 private:
  void copy(std::uint64_t from, void* to, std::size_t size) const {
    const std::size_t at = from % kRingBytes, first = std::min(size, kRingBytes - at);
    std::memcpy(to, m_memory + m_page + at, first);
    std::memcpy(static_cast<std::byte*>(to) + first, m_memory + m_page, size - first);
  }

  /// A sample is: header, u64 time, u32 size, the raw record.
  template <typename Sample>
  void deliver(const Sample& sample) const {
    constexpr std::size_t kBefore = sizeof(perf_event_header) + sizeof(std::uint64_t) + sizeof(std::uint32_t);
    if (m_record.size() < kBefore) return;
    std::uint64_t nanoseconds = 0;
    std::uint32_t size = 0;
    std::memcpy(&nanoseconds, m_record.data() + sizeof(perf_event_header), sizeof nanoseconds);
    std::memcpy(&size, m_record.data() + kBefore - sizeof size, sizeof size);
    if (size > m_record.size() - kBefore) return;
    sample(TimePoint(std::chrono::nanoseconds(nanoseconds)), std::span(m_record).subspan(kBefore, size));
  }

  UniqueFd m_fd;
  std::size_t m_page;
  std::byte* m_memory = nullptr;
  std::vector<std::byte> m_record;
};

TransitionFeed::TransitionFeed() : m_format(TransitionFormat::parse(textOf("format"))) {
  const std::uint64_t id = std::strtoull(textOf("id").c_str(), nullptr, 10);
  const int processors = static_cast<int>(::sysconf(_SC_NPROCESSORS_CONF));
  for (int processor = 0; m_format && id != 0 && processor < processors; ++processor) {
    UniqueFd fd = openTracepoint(id, processor);
    if (!fd) continue;  // A processor that is switched off, or we may not.
    auto ring = std::make_unique<Ring>(std::move(fd));
    if (ring->ok()) m_rings.push_back(std::move(ring));
  }
  if (m_rings.empty()) m_capability = {false, "capability.transitions.refused", "capability.transitions.root"};
}

TransitionFeed::~TransitionFeed() = default;

void TransitionFeed::drain(const Changed& changed) {
  for (const auto& ring : m_rings) {
    ring->read([&](TimePoint at, std::span<const std::byte> raw) {
      std::uint64_t socket = 0;
      if (const auto record = m_format->decode(at, raw, socket)) m_joiner.add(socket, *record, changed);
    });
  }
}

}  // namespace synscope
