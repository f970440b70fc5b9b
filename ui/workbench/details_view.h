#pragma once

#include "ui/widgets/localized.h"

#include <QScrollArea>

namespace synscope {

class FactsView;
class SessionSource;
class Text;

/// What a session was asked to do, and what it has done.
class DetailsView : public Localized<QScrollArea> {
  Q_OBJECT

 public:
  explicit DetailsView(const SessionSource& session, QWidget* parent = nullptr);

  void refresh(double bytesPerSecond);
  QString asText() const;

 protected:
  void retranslate() override;

 private:
  const SessionSource& m_session;
  Text* m_countersHeading;
  Text* m_settingsHeading;
  FactsView* m_counters;
  FactsView* m_settings;
};

}  // namespace synscope
