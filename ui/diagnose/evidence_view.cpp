#include "ui/diagnose/evidence_view.h"

#include "ui/diagnose/evidence_model.h"
#include "ui/diagnose/explain.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/row_delegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kFewestRows = 4;
constexpr int kMostRows = 14;

}  // namespace

EvidenceView::EvidenceView(QWidget* parent)
    : Localized(parent),
      m_model(new EvidenceModel(this)),
      m_list(new QTreeView),
      m_explanation(new ExplanationPanel),
      m_explained(new QWidget) {
  setupList();
  auto* inset = new QVBoxLayout(m_explained);
  inset->setContentsMargins(space::kSmall, 0, 0, 0);
  inset->addWidget(m_explanation);
  addWidget(m_list);
  addWidget(m_explained);
  setChildrenCollapsible(false);
  setStretchFactor(0, 3);
  setStretchFactor(1, 2);
  setSizes({600, 400});
  m_explained->setMinimumWidth(260);
  m_explained->installEventFilter(this);
  retranslate();
}

void EvidenceView::setupList() {
  m_list->setModel(m_model);
  m_list->setItemDelegate(new RowDelegate(m_list));
  m_list->setRootIsDecorated(false);
  m_list->setUniformRowHeights(true);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setMinimumWidth(320);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->header()->setStretchLastSection(false);
  m_list->header()->setSectionResizeMode(EvidenceModel::kFinding, QHeaderView::Stretch);
  m_list->header()->setSectionResizeMode(EvidenceModel::kCheck, QHeaderView::ResizeToContents);
  m_list->header()->setSectionResizeMode(EvidenceModel::kAt, QHeaderView::ResizeToContents);
  connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EvidenceView::explainCurrent);
  connect(m_model, &QAbstractItemModel::rowsInserted, this, &EvidenceView::fitHeight);
  connect(m_model, &QAbstractItemModel::modelReset, this, &EvidenceView::fitHeight);
  fitHeight();
}

void EvidenceView::setDiagnosis(const Diagnosis& diagnosis) {
  m_shown = diagnosis;
  m_model->setEvidence(diagnosis.evidence);
  explainCurrent();
}

void EvidenceView::select(int evidenceId) {
  m_list->setCurrentIndex(m_model->index(m_model->rowOf(evidenceId), 0));
}

bool EvidenceView::hasSelection() const {
  return m_list->currentIndex().isValid();
}

QString EvidenceView::selectedText() const {
  return m_explanation->asText();
}

void EvidenceView::explainCurrent() {
  if (const Evidence* evidence = m_model->at(m_list->currentIndex().row())) {
    m_explanation->explainWith([copy = *evidence] { return explain(copy); });
  } else if (m_shown.verdict) {
    m_explanation->explainWith([copy = *m_shown.verdict] { return explain(copy); });
  } else {
    m_explanation->clear();
  }
  fitExplanation();
}

bool EvidenceView::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest) fitExplanation();
  return QSplitter::eventFilter(watched, event);
}

/// A splitter knows no height for width; the explanation tells it how high it has to be.
void EvidenceView::fitExplanation() {
  const int height = m_explained->layout()->totalHeightForWidth(m_explained->width());
  if (height > 0 && height != m_explained->minimumHeight()) m_explained->setMinimumHeight(height);
}

void EvidenceView::fitHeight() {
  const int row = fontMetrics().height() + RowDelegate::kPadding;
  const int rows = std::clamp(m_model->rowCount(), kFewestRows, kMostRows);
  m_list->setMinimumHeight(m_list->header()->sizeHint().height() + rows * row + 4);
}

void EvidenceView::retranslate() {
  m_list->setAccessibleName(tr("Evidence"));
  m_model->retranslate();
}

}  // namespace synscope
