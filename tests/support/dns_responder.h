#pragma once

#include <QUdpSocket>

namespace synscope::test {

/// A name server on port 53 of the loopback that answers every question as scripted, in the event loop of the test.
/// Binding the port needs a network namespace of one's own.
///
/// A script is addresses separated by commas, "none" (the name has no such record), "nxdomain", "servfail", "refused",
/// "nonsense" (a reply that is none) or "silent".
class DnsResponder : public QObject {
  Q_OBJECT

 public:
  DnsResponder();

  bool isListening() const { return m_socket.state() == QAbstractSocket::BoundState; }
  void script(const QString& a, const QString& aaaa);
  int questions() const { return m_questions; }

 private:
  void onQuestion();

  QUdpSocket m_socket;
  QString m_a, m_aaaa;
  int m_questions = 0;
};

}  // namespace synscope::test
