#pragma once

#include "core/logic/endpoint/tls_session.h"
#include "ui/widgets/localized.h"

#include <QScrollArea>

#include <memory>
#include <vector>

class QStackedWidget;
class QVBoxLayout;

namespace synscope {

class BilingualLabel;
class EmptyState;
class FactsView;
class IconLabel;
class Text;

/// What TLS agreed on, and the certificates the other side showed: judged first, then what is wrong with them and what
/// to do, then everything that stands in them.
class CertificateView : public Localized<QScrollArea> {
  Q_OBJECT

 public:
  /// @param checked A certificate that does not hold ends the connection.
  explicit CertificateView(bool checked, QWidget* parent = nullptr);

  /// nullptr: no handshake yet.
  void showSession(std::shared_ptr<const TlsSession> session);
  QString asText() const;

 protected:
  void retranslate() override;

 private:
  struct Shown {
    Text* heading;
    FactsView* facts;
  };

  void setupLayout();
  void showVerdict();
  void showOwn();
  void showChain();
  void setChainLength(std::size_t length);
  QString headingOf(std::size_t index) const;

  bool m_checked;
  std::shared_ptr<const TlsSession> m_session;
  QStackedWidget* m_stack;
  EmptyState* m_empty;
  IconLabel* m_icon;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  BilingualLabel* m_problems;
  Text* m_agreedHeading;
  FactsView* m_agreed;
  QVBoxLayout* m_column;
  Shown m_own;
  std::vector<Shown> m_chain;
};

}  // namespace synscope
