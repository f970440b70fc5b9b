#pragma once

#include "ui/shell/page.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace synscope {

class CompanionHost;
class Section;
class SettingsStore;
class Text;

/// Language, theme, time limits, reports, history; and whether others may ask this machine. Every change takes effect
/// at once; all but the last are remembered.
class SettingsPage : public Page {
  Q_OBJECT

 public:
  SettingsPage(SettingsStore& settings, CompanionHost& companion, QWidget* parent = nullptr);

  void focusFirst() override;

 protected:
  void retranslate() override;

 private:
  void setupScrolling();
  void addRow(QGridLayout* grid, Text* caption, QWidget* field, Text* hint);
  Section* addSection(QGridLayout* grid);
  void alignCaptions();
  void setHints();
  void setupLooks();
  void setupLimits();
  void setupReports();
  void load();
  void connectChanges();

  SettingsStore& m_settings;
  QVBoxLayout* m_layout;
  Section* m_looks;
  Section* m_limits;
  Section* m_reports;
  Section* m_sharing;
  QComboBox* m_language;
  QComboBox* m_theme;
  QDoubleSpinBox* m_stepTimeout;
  QDoubleSpinBox* m_scanTimeout;
  QCheckBox* m_redact;
  QPushButton* m_forget;
  Text* m_languageCaption;
  Text* m_themeCaption;
  Text* m_stepCaption;
  Text* m_scanCaption;
  Text* m_redactCaption;
  Text* m_forgetCaption;
  Text* m_languageHint;
  Text* m_themeHint;
  Text* m_stepHint;
  Text* m_scanHint;
  Text* m_redactHint;
  Text* m_forgetHint;
};

}  // namespace synscope
