#include "core/engine/endpoint/traffic_search_job.h"

#include "core/engine/base/clock.h"

#include <QRegularExpression>

#include <algorithm>
#include <chrono>
#include <utility>

namespace synscope {
namespace {

constexpr std::uint64_t kRecordsAtOnce = 512;
constexpr auto kTellAfter = std::chrono::milliseconds(10);
/// Of one payload: an expression that would take longer counts as not found (PCRE2 pattern(3), "(*LIMIT_MATCH=d)").
const QString kStepLimit = QStringLiteral("(*LIMIT_MATCH=100000)");

/// Payloads that are not UTF-8 are read as Latin-1, so that an expression meets every byte.
class ReadablePayload {
 public:
  explicit ReadablePayload(std::span<const std::byte> payload)
      : m_bytes(reinterpret_cast<const char*>(payload.data()), static_cast<qsizetype>(payload.size())),
        m_utf8(QUtf8StringView(m_bytes.data(), m_bytes.size()).isValidUtf8()) {}

  QString text() const { return m_utf8 ? QString::fromUtf8(m_bytes) : QString::fromLatin1(m_bytes); }
  qsizetype charactersBefore(std::size_t byte) const {
    const QByteArrayView front = m_bytes.first(static_cast<qsizetype>(byte));
    return m_utf8 ? QString::fromUtf8(front).size() : front.size();
  }
  std::size_t bytesOf(QStringView text) const {
    return static_cast<std::size_t>(m_utf8 ? text.toUtf8().size() : text.size());
  }

 private:
  QByteArrayView m_bytes;
  bool m_utf8;
};

std::optional<PayloadRange> matchIn(const QRegularExpression& expression, std::span<const std::byte> payload,
                                    std::size_t start) {
  if (start > payload.size()) return std::nullopt;
  const ReadablePayload readable(payload);
  const QString text = readable.text();
  const QRegularExpressionMatch match = expression.match(text, readable.charactersBefore(start));
  if (!match.hasMatch()) return std::nullopt;
  return PayloadRange{readable.bytesOf(QStringView(text).left(match.capturedStart())),
                      readable.bytesOf(match.capturedView())};
}

}  // namespace

Result<PayloadMatcher> compileExpression(const TrafficPattern& pattern) {
  QRegularExpression::PatternOptions options = QRegularExpression::UseUnicodePropertiesOption;
  if (!pattern.caseSensitive) options |= QRegularExpression::CaseInsensitiveOption;
  const QRegularExpression expression(kStepLimit + QString::fromStdString(pattern.text), options);
  if (!expression.isValid())
    return Error{.code = ErrorCode::kBadPattern, .operation = "search", .subject = pattern.text};
  return PayloadMatcher([expression](std::span<const std::byte> payload, std::size_t start) {
    return matchIn(expression, payload, start);
  });
}

TrafficSearchJob::TrafficSearchJob(std::shared_ptr<const TrafficLog> log, TrafficQuery query, std::uint64_t first,
                                   QObject* parent)
    : ThreadJob(parent), m_log(std::move(log)), m_query(std::move(query)), m_first(first) {}

TrafficSearchJob::~TrafficSearchJob() {
  finishThread();
}

void TrafficSearchJob::work() {
  const std::uint64_t total = m_log->size().records;
  TrafficFindings findings{.first = m_first, .end = m_first, .passed = {}, .matched = {}};
  TimePoint toldAt = monotonicNow();
  while (findings.end < total && !cancelled()) {
    const std::uint64_t count = std::min(kRecordsAtOnce, total - findings.end);
    const std::uint64_t next =
        m_log->visit(findings.end, count, [&](std::uint64_t number, const TrafficRecordView& record) {
          look(number, record, findings);
          return !cancelled();
        });
    const bool stuck = next == findings.end;  // The file has become unreadable.
    findings.end = next;
    if (stuck || monotonicNow() - toldAt >= kTellAfter) {
      tell(findings, total);
      toldAt = monotonicNow();
    }
    if (stuck) break;
  }
  tell(findings, total);
}

void TrafficSearchJob::look(std::uint64_t number, const TrafficRecordView& record, TrafficFindings& findings) const {
  if (!m_query.filter.takes(record)) return;
  if (!m_query.filter.all()) findings.passed.push_back(number);
  if (m_query.matcher && m_query.matcher(record.payload, 0)) findings.matched.push_back(number);
}

void TrafficSearchJob::tell(TrafficFindings& findings, std::uint64_t total) {
  if (findings.end == findings.first) return;
  const std::uint64_t end = findings.end;
  TrafficFindings told = std::exchange(findings, {.first = end, .end = end, .passed = {}, .matched = {}});
  QMetaObject::invokeMethod(
      this, [this, told = std::move(told), total] { Q_EMIT found(told, total); }, Qt::QueuedConnection);
}

}  // namespace synscope
