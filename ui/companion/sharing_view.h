#pragma once

#include "ui/widgets/localized.h"

#include <QWidget>

class QCheckBox;

namespace synscope {

class CompanionHost;
class InlineMessage;
class Text;

/// Where the owner of this machine lets other SynScopes ask what arrives here, and sees who did.
class SharingView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit SharingView(CompanionHost& host, QWidget* parent = nullptr);

 protected:
  void retranslate() override;

 private:
  void showState();

  CompanionHost& m_host;
  QCheckBox* m_serve;
  Text* m_serveHint;
  QCheckBox* m_announce;
  Text* m_announceHint;
  InlineMessage* m_state;
};

}  // namespace synscope
