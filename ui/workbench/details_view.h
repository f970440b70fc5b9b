#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/rate_meter.h"

#include <QScrollArea>

namespace synscope {

class FactsView;
class ListenerHealthBar;
class SessionSource;
class Text;

/// What a session has done, how its listener keeps up, and what it was asked to do.
class DetailsView : public Localized<QScrollArea> {
  Q_OBJECT

 public:
  explicit DetailsView(const SessionSource& session, QWidget* parent = nullptr);

  void refresh(const TrafficRate& rate);
  QString asText() const;

 protected:
  void retranslate() override;

 private:
  bool isServer() const;
  void refreshListener();

  const SessionSource& m_session;
  Text* m_countersHeading;
  Text* m_settingsHeading;
  FactsView* m_counters;
  FactsView* m_settings;
  Text* m_listenerHeading;
  Text* m_listenerUnknown;
  ListenerHealthBar* m_listener;
};

}  // namespace synscope
