#include "core/engine/reach/probe_json.h"

#include "core/logic/reach/service_names.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace synscope {
namespace {

QByteArray textOrNull(std::string_view text) {
  return text.empty() ? QByteArrayLiteral("null") : jsonString(text);
}

/// Names from our own tables need no escapes.
QByteArray word(std::string_view name) {
  return '"' + QByteArray(name.data(), static_cast<qsizetype>(name.size())) + '"';
}

QByteArray milliseconds(Duration elapsed) {
  return QByteArray::number(toMs(elapsed), 'f', 3);
}

Reason reasonOf(const Error& error) {
  return error.code == ErrorCode::kNameNotFound ? Reason::kNameNotFound : Reason::kNameServer;
}

QByteArray icmpJson(const std::optional<IcmpReport>& icmp) {
  if (!icmp) return QByteArrayLiteral("null");
  return "{\"type\":" + QByteArray::number(icmp->type) + ",\"code\":" + QByteArray::number(icmp->code) +
         ",\"from\":" + jsonString(icmp->from.toString()) + '}';
}

QByteArray targetJson(std::string_view host, const QByteArray& address, const QByteArray& family, Protocol protocol,
                      std::uint16_t port) {
  return "{\"host\":" + jsonString(host) + ",\"address\":" + address + ",\"family\":" + family +
         ",\"protocol\":" + word(name(protocol)) + ",\"port\":" + QByteArray::number(port) +
         ",\"service\":" + textOrNull(serviceName(port, protocol));
}

}  // namespace

QByteArray jsonString(std::string_view text) {
  const auto isPlain = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  if (std::ranges::all_of(text, isPlain)) return word(text);
  const QJsonArray one{QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))};
  return QJsonDocument(one).toJson(QJsonDocument::Compact).chopped(1).mid(1);
}

QByteArray probeJsonBegin() {
  return QByteArrayLiteral("{\"schema\":\"synscope/probe/1\",\"results\":[\n");
}

QByteArray probeJsonSeparator() {
  return QByteArrayLiteral(",\n");
}

QByteArray probeJsonRow(const ScanRow& row, std::string_view host, const IpAddress& address, Protocol protocol) {
  const QByteArray retransmits =
      row.synRetransmits ? QByteArray::number(*row.synRetransmits) : QByteArrayLiteral("null");
  return targetJson(host, jsonString(address.toString()), word(name(address.family())), protocol, row.port) +
         ",\"verdict\":" + word(name(row.verdict.state)) + ",\"reason\":" + word(name(row.verdict.reason)) +
         ",\"icmp\":" + icmpJson(row.icmp) + ",\"time_ms\":" + milliseconds(row.elapsed) +
         ",\"syn_retransmits\":" + retransmits + ",\"errno\":" + textOrNull(name(row.error)) +
         ",\"rate_limited\":" + (row.perhapsRateLimited ? "true" : "false") + '}';
}

QByteArray probeJsonRow(const Error& error, std::string_view host, std::uint16_t port, Protocol protocol) {
  return targetJson(host, "null", "null", protocol, port) +
         ",\"verdict\":\"name-error\",\"reason\":" + word(name(reasonOf(error))) +
         ",\"icmp\":null,\"time_ms\":null,\"syn_retransmits\":null,\"errno\":null,\"rate_limited\":false}";
}

QByteArray probeJsonEnd(const ProbeSummary& summary) {
  QByteArray end = QByteArrayLiteral("\n],\"summary\":{");
  for (const PortState state : allPortStates())
    if (state != PortState::kCancelled) end += word(name(state)) + ':' + QByteArray::number(summary.of(state)) + ',';
  return end + "\"elapsed_s\":" + QByteArray::number(toMs(summary.elapsed) / 1000, 'f', 3) +
         ",\"cancelled\":" + (summary.cancelled ? "true" : "false") + "}}\n";
}

}  // namespace synscope
