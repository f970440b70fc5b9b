#pragma once

#include "core/engine/base/catalogue.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

class QFormLayout;

namespace synscope {

class BilingualLabel;
class Text;

/// One thing explained: in plain words first, then the technical side, then where it is written down.
struct Explanation {
  std::vector<Phrase> phrases;  ///< The first gives the heading; each adds its text, detail and references.
  std::vector<std::pair<QString, QString>> facts;  ///< Named values, in the order shown.
  QString name = {};                               ///< What engineers call it: before the heading. May be empty.
};

/// Shows an Explanation, and keeps it in the language that is shown.
class ExplanationPanel : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit ExplanationPanel(QWidget* parent = nullptr);

  /// @param make Asked again whenever the language changes; nothing is shown without one.
  void explainWith(std::function<Explanation()> make);
  void clear() { explainWith({}); }
  QString asText() const;

 protected:
  void retranslate() override;

 private:
  void showExplanation(const Explanation& explanation);
  void showFacts(const Explanation& explanation);

  std::function<Explanation()> m_make;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
  Text* m_detailHeading;
  BilingualLabel* m_detail;
  QFormLayout* m_facts;
  Text* m_references;
};

}  // namespace synscope
