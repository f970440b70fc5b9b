#include "app/cli/tls_text.h"

#include <QJsonArray>

#include <string_view>

namespace synscope {
namespace {

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonArray listOf(const std::vector<std::string>& texts) {
  QJsonArray list;
  for (const std::string& text : texts)
    list.append(toQt(text));
  return list;
}

QJsonObject certificateJson(const CertificateInfo& certificate) {
  return {{QStringLiteral("subject"), toQt(certificate.subject)},
          {QStringLiteral("issuer"), toQt(certificate.issuer)},
          {QStringLiteral("names"), listOf(certificate.names)},
          {QStringLiteral("not_before"), toQt(certificate.notBefore)},
          {QStringLiteral("not_after"), toQt(certificate.notAfter)},
          {QStringLiteral("self_signed"), certificate.selfSigned},
          {QStringLiteral("key_type"), toQt(certificate.keyType)},
          {QStringLiteral("key_bits"), certificate.keyBits ? QJsonValue(*certificate.keyBits) : QJsonValue()},
          {QStringLiteral("sha256"), toQt(certificate.fingerprint)}};
}

}  // namespace

std::vector<Phrase> tlsWords(const TlsSession& session) {
  std::vector<Phrase> words;
  if (!session.cipher.empty())
    words.push_back({"cli.endpoint.tls", {{"version", session.version}, {"cipher", session.cipher}}});
  if (session.chain.empty()) return words;
  const CertificateInfo& own = session.chain.front();
  words.push_back(
      {"cli.endpoint.certificate",
       {{"subject", own.subject}, {"issuer", own.issuer}, {"from", own.notBefore}, {"until", own.notAfter}}});
  words.push_back({"cli.endpoint.fingerprint", {{"value", own.fingerprint}}});
  for (const std::string& problem : session.problems)
    words.push_back({"cli.endpoint.certificate-problem", {{"reason", "tls-problem." + problem}}});
  return words;
}

QJsonObject tlsJson(const TlsSession& session) {
  QJsonArray chain;
  for (const CertificateInfo& certificate : session.chain)
    chain.append(certificateJson(certificate));
  return {{QStringLiteral("version"), toQt(session.version)},
          {QStringLiteral("cipher"), toQt(session.cipher)},
          {QStringLiteral("server_name"), toQt(session.serverName)},
          {QStringLiteral("chain"), chain},
          {QStringLiteral("problems"), listOf(session.problems)}};
}

}  // namespace synscope
