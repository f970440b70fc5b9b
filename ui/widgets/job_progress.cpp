#include "ui/widgets/job_progress.h"

#include "ui/theme/tokens.h"
#include "ui/widgets/text.h"

#include <QProgressBar>
#include <QVBoxLayout>

namespace synscope {
namespace {

constexpr int kFine = 1000;
constexpr int kHeight = 10;

}  // namespace

JobProgress::JobProgress(QWidget* parent)
    : QWidget(parent), m_bar(new QProgressBar), m_words(new Text(TextRole::kCaption)) {
  m_bar->setTextVisible(false);
  m_bar->setFixedHeight(kHeight);
  m_bar->setRange(0, kFine);
  m_words->setMuted(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(space::kMedium);
  layout->addWidget(m_bar);
  layout->addWidget(m_words);
}

void JobProgress::tell(double part, const QString& words) {
  m_bar->setValue(static_cast<int>(kFine * part));
  m_words->setText(words);
}

}  // namespace synscope
