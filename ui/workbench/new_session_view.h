#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/session_memory.h"

#include <QScrollArea>

class QPushButton;
class QVBoxLayout;

namespace synscope {

class Card;
class InlineMessage;
class SessionForm;
class Text;

/// Where a session begins: what this page is for, the form, a demonstration that needs no network, and what was opened
/// last.
class NewSessionView : public Localized<QScrollArea> {
  Q_OBJECT

 public:
  explicit NewSessionView(SettingsStore& settings, QWidget* parent = nullptr);

  SessionForm& form() { return *m_form; }
  void focusFirst();
  /// Why something could not be opened.
  void sayFailed(const QString& sentence);

 Q_SIGNALS:
  void openRequested(const synscope::EndpointSettings& settings);
  void demoRequested();
  void openRecordingRequested();

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void onSubmitted(const EndpointSettings& settings);
  void fillRecent();

  SessionMemory m_memory;
  Text* m_title;
  Text* m_about;
  SessionForm* m_form;
  QPushButton* m_demo;
  Text* m_demoHint;
  QPushButton* m_recording;
  InlineMessage* m_message;
  Card* m_recentCard;
  Text* m_recentHeading;
  QVBoxLayout* m_recent;
};

}  // namespace synscope
