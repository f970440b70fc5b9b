#include "ui/workbench/certificate_facts.h"

#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

/// The translation context of these words.
class CertificateWords {
  Q_DECLARE_TR_FUNCTIONS(CertificateWords)
};

QString keyText(const CertificateInfo& certificate) {
  const QString type = shown(certificate.keyType);
  return certificate.keyBits ? CertificateWords::tr("%1, %2 bit").arg(type).arg(*certificate.keyBits) : type;
}

QString namesText(const CertificateInfo& certificate) {
  QStringList names;
  for (const std::string& each : certificate.names)
    names.append(shown(each));
  return names.isEmpty() ? CertificateWords::tr("none") : names.join(QStringLiteral(", "));
}

QString issuerText(const CertificateInfo& certificate) {
  return certificate.selfSigned ? CertificateWords::tr("itself (self-signed)") : shown(certificate.issuer);
}

}  // namespace

FactsView::Facts certificateFacts(const CertificateInfo& certificate) {
  return {{CertificateWords::tr("Issued to"), shown(certificate.subject)},
          {CertificateWords::tr("Holds for the names"), namesText(certificate)},
          {CertificateWords::tr("Issued by"), issuerText(certificate)},
          {CertificateWords::tr("Valid from"), shown(certificate.notBefore)},
          {CertificateWords::tr("Valid until"), shown(certificate.notAfter)},
          {CertificateWords::tr("Key"), keyText(certificate)},
          {CertificateWords::tr("Signature"), shown(certificate.signature)},
          {CertificateWords::tr("Serial number"), shown(certificate.serial)},
          {CertificateWords::tr("SHA-256 fingerprint"), shown(certificate.fingerprint)}};
}

FactsView::Facts agreedFacts(const TlsSession& session) {
  return {{CertificateWords::tr("Version"), shown(session.version)},
          {CertificateWords::tr("Cipher suite"), shown(session.cipher)},
          {CertificateWords::tr("Name asked for (SNI)"),
           session.serverName.empty() ? CertificateWords::tr("none") : shown(session.serverName)}};
}

}  // namespace synscope
