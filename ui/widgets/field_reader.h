#pragma once

#include "core/engine/base/resolver.h"
#include "core/logic/base/typed_text.h"
#include "core/logic/reach/port_list.h"
#include "core/logic/reach/target_text.h"

#include <QFileInfo>
#include <QString>

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace synscope {

/// Reads the fields of a form one after the other and keeps the first error with the field it is about.
template <typename Field>
class FieldReader {
 public:
  static constexpr double kSecondsNs = 1e9, kMillisecondsNs = 1e6;

  struct Wrong {
    Field field;
    Error error;
  };

  /// @param text What stands in a field; empty for one that means nothing now.
  explicit FieldReader(std::function<QString(Field)> text) : m_text(std::move(text)) {}

  const std::optional<Wrong>& error() const { return m_error; }
  bool has(Field field) const { return !typed(field).empty(); }
  bool isOn(Field field) const { return !m_text(field).isEmpty(); }

  std::string typed(Field field) const {
    const std::string folded = foldWidth(m_text(field).toStdString());
    return std::string(trimmed(folded));
  }

  double number(Field field, double least, double most) {
    bool ok = false;
    const double value = QString::fromStdString(typed(field)).toDouble(&ok);
    if (ok && value >= least && value <= most) return value;
    const QString limits = QStringLiteral("%1 – %2").arg(least, 0, 'g', 12).arg(most, 0, 'g', 12);
    fail(field, {ErrorCode::kOutOfRange, limits.toStdString(), typed(field)});
    return least;
  }

  int whole(Field field, int least, int most) {
    const double value = number(field, least, most);
    if (value != std::floor(value)) fail(field, {ErrorCode::kOutOfRange, "1, 2, 3 …", typed(field)});
    return static_cast<int>(value);
  }

  Duration time(Field field, double least, double most, double unitNs) {
    return Duration(static_cast<Duration::rep>(number(field, least, most) * unitNs));
  }

  std::uint16_t port(Field field, Protocol protocol, bool anyFree) {
    const std::string text = typed(field);
    if (anyFree && (text.empty() || text == "0")) return 0;
    const auto ports = parsePorts(text, protocol);
    if (ports && ports->size() == 1) return ports->front();
    fail(field, ports ? Error{ErrorCode::kBadPort, "parse-port", text} : ports.error());
    return 0;
  }

  std::optional<IpAddress> address(Field field) {
    if (!has(field)) return std::nullopt;
    const auto parsed = IpAddress::parse(unquoted(typed(field)));
    if (!parsed) fail(field, {ErrorCode::kBadAddress, "parse-address", typed(field)});
    return parsed;
  }

  /// nullopt: either.
  std::optional<IpFamily> family(Field field) {
    for (const IpFamily family : {IpFamily::kV4, IpFamily::kV6})
      if (typed(field) == name(family)) return family;
    return std::nullopt;
  }

  /// A host and, where it was typed with it, a port.
  std::pair<std::string, std::optional<std::uint16_t>> target(Field field) {
    const auto parsed = parseTarget(typed(field));
    if (!parsed) return fail(field, parsed.error()), std::pair<std::string, std::optional<std::uint16_t>>{};
    const auto encoded = parsed->address ? Result<std::string>(parsed->host) : encodeHost(parsed->host);
    if (!encoded) return fail(field, encoded.error()), std::pair<std::string, std::optional<std::uint16_t>>{};
    return {*encoded, parsed->port};
  }

  std::string file(Field field) {
    const std::string path = m_text(field).trimmed().toStdString();
    const QFileInfo info(QString::fromStdString(path));
    if (!info.isFile() || !info.isReadable()) fail(field, {ErrorCode::kFileUnreadable, "open", path});
    return path;
  }

  void fail(Field field, Error error) {
    if (!m_error) m_error = Wrong{field, std::move(error)};
  }

 private:
  std::function<QString(Field)> m_text;
  std::optional<Wrong> m_error;
};

}  // namespace synscope
