#pragma once

#include "ui/widgets/localized.h"
#include "ui/workbench/message_draft.h"

#include <QPlainTextEdit>
#include <QWidget>

class QComboBox;
class QPlainTextEdit;

namespace synscope {

class InlineMessage;
class Text;

/// The box a message is typed into: Ctrl+Enter sends, Up and Down at its edges walk through what was sent before.
class MessageBox : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit MessageBox(QWidget* parent = nullptr);

  void setEnterSends(bool on) { m_enterSends = on; }

 Q_SIGNALS:
  void submitted();
  /// -1 for an earlier message, +1 for a later one.
  void walked(int step);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  bool walks(const QKeyEvent& event) const;

  bool m_enterSends = false;
};

/// A message with everything that decides on its bytes: text, escapes or hex, encoding, line ending, checksum. Counts
/// the bytes, and marks what cannot be read where it stands.
class MessageEditor : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit MessageEditor(QWidget* parent = nullptr);

  MessageDraft draft() const;
  void setDraft(const MessageDraft& draft);
  /// The bytes; an error is said under the box, and the piece selected.
  std::optional<QByteArray> take();
  void setEnterSends(bool on);
  void focusText();
  /// So that typing begins the next message, and sending again repeats this one.
  void selectText();

 Q_SIGNALS:
  void submitted();
  void walked(int step);

 protected:
  void retranslate() override;

 private:
  void setupChoices();
  void setupLayout();
  void onEdited();
  void showError(const Error& error);

  QComboBox* m_format;
  QComboBox* m_encoding;
  QComboBox* m_ending;
  QComboBox* m_checksum;
  Text* m_endingCaption;
  Text* m_checksumCaption;
  Text* m_size;
  MessageBox* m_box;
  InlineMessage* m_message;
};

}  // namespace synscope
