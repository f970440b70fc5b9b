#pragma once

#include "ui/widgets/localized.h"

#include <QString>
#include <QWidget>

#include <utility>
#include <vector>

class QPushButton;

namespace synscope {

/// Servers found nearby, each as a button that measures against it. Hidden while there are none.
class NearbyList : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit NearbyList(QWidget* parent = nullptr);

  /// "name" and "address:port", safe to show.
  void setServers(const std::vector<std::pair<QString, QString>>& servers);

 Q_SIGNALS:
  /// "10.9.0.2:5201": a test against it is wanted.
  void chosen(const QString& server);

 protected:
  void retranslate() override;

 private:
  std::vector<std::pair<QPushButton*, QString>> m_buttons;  ///< With the name each stands for.
};

}  // namespace synscope
