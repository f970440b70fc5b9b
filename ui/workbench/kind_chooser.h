#pragma once

#include "core/logic/endpoint/endpoint_settings.h"
#include "ui/widgets/localized.h"

#include <QAbstractButton>
#include <QWidget>

class QButtonGroup;

namespace synscope {

/// One of the three choices: icon, name and a sentence on a card.
class KindCard : public QAbstractButton {
  Q_OBJECT

 public:
  explicit KindCard(EndpointKind kind, QWidget* parent = nullptr);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  EndpointKind m_kind;
};

/// TCP client, TCP server or UDP: exactly one is chosen.
class KindChooser : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit KindChooser(QWidget* parent = nullptr);

  EndpointKind kind() const;
  void setKind(EndpointKind kind);
  void focusChosen();

 Q_SIGNALS:
  void chosen(synscope::EndpointKind kind);

 protected:
  void retranslate() override;

 private:
  QButtonGroup* m_cards;
};

}  // namespace synscope
