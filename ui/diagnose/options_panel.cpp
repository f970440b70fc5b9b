#include "ui/diagnose/options_panel.h"

#include "core/logic/diagnose/plan.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace synscope {

OptionsPanel::OptionsPanel(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_switches{{
          {new QCheckBox, &DiagnosisRequest::path, "path", QT_TR_NOOP("Trace the way"),
           QT_TR_NOOP("Finds the hop where packets for this port are stopped.")},
          {new QCheckBox, &DiagnosisRequest::controlPorts, "controlPorts", QT_TR_NOOP("Other ports of the host"),
           QT_TR_NOOP("Tells a silent host from a blocked port.")},
          {new QCheckBox, &DiagnosisRequest::controlAddress, "controlAddress",
           QT_TR_NOOP("An address that must not answer"), QT_TR_NOOP("Unmasks a proxy that answers for everybody.")},
          {new QCheckBox, &DiagnosisRequest::secondAttempt, "secondAttempt", QT_TR_NOOP("Second attempt"),
           QT_TR_NOOP("Tells a full accept queue from a firewall.")},
          {new QCheckBox, &DiagnosisRequest::firstByte, "firstByte", QT_TR_NOOP("First byte"),
           QT_TR_NOOP("Waits for, or asks for, the first byte of the service.")},
          {new QCheckBox, &DiagnosisRequest::fullSize, "fullSize", QT_TR_NOOP("Full-size data"),
           QT_TR_NOOP("Finds a path that loses large packets (MTU black hole).")},
      }},
      m_familyCaption(new Text(TextRole::kBody)),
      m_family(new QComboBox),
      m_announceTitle(new Text(TextRole::kStrong)),
      m_announced(new Text(TextRole::kCaption)) {
  setupSwitches();
  setupLayout();
  retranslate();
}

void OptionsPanel::setupSwitches() {
  for (const Switch& each : m_switches) {
    each.box->setChecked(m_settings.flag(QStringLiteral("diagnose/") + QLatin1String(each.key), true));
    connect(each.box, &QCheckBox::toggled, this, &OptionsPanel::remember);
  }
  m_family->addItem(QString());
  m_family->addItems({QStringLiteral("IPv4"), QStringLiteral("IPv6")});
  m_familyCaption->setPlainLine();
  connect(m_family, &QComboBox::currentIndexChanged, this, &OptionsPanel::changed);
}

void OptionsPanel::setupLayout() {
  auto* columns = new QHBoxLayout(this);
  columns->setContentsMargins(0, space::kSmall, 0, 0);
  columns->setSpacing(space::kPage);
  auto* left = new QVBoxLayout;
  left->setSpacing(space::kSmall);
  for (const Switch& each : m_switches)
    left->addWidget(each.box);
  auto* family = new QHBoxLayout;
  family->addWidget(m_familyCaption);
  family->addWidget(m_family);
  family->addStretch(1);
  left->addLayout(family);
  left->addStretch(1);
  auto* right = new QVBoxLayout;
  right->setSpacing(space::kTight);
  right->addWidget(m_announceTitle);
  right->addWidget(m_announced);
  right->addStretch(1);
  m_announced->setMuted(true);
  columns->addLayout(left);
  columns->addLayout(right, 1);
}

void OptionsPanel::remember() {
  for (const Switch& each : m_switches)
    m_settings.setFlag(QStringLiteral("diagnose/") + QLatin1String(each.key), each.box->isChecked());
  Q_EMIT changed();
}

DiagnosisRequest OptionsPanel::options() const {
  DiagnosisRequest request;
  for (const Switch& each : m_switches)
    request.*each.field = each.box->isChecked();
  request.family = static_cast<FamilyChoice>(m_family->currentIndex());
  request.timeout = m_settings.stepTimeout();
  return request;
}

void OptionsPanel::announce(const std::optional<DiagnosisRequest>& request) {
  m_announcedFor = request;
  if (!request) return m_announced->setText(tr("Type a target to see the list."));
  QStringList lines;
  for (const Phrase& phrase : Plan::announce(*request))
    lines.append(QStringLiteral("•  ") + words(phrase));
  m_announced->setText(lines.join(QLatin1Char('\n')));
}

void OptionsPanel::retranslate() {
  for (const Switch& each : m_switches) {
    each.box->setText(tr(each.label));
    each.box->setToolTip(tr(each.hint));
  }
  m_familyCaption->setText(tr("Addresses"));
  m_family->setAccessibleName(m_familyCaption->text());
  m_family->setItemText(0, tr("IPv4 and IPv6"));
  m_announceTitle->setText(tr("What will be sent, at most"));
  announce(m_announcedFor);
}

}  // namespace synscope
