#include "ui/widgets/save_dialog.h"

#include "ui/shell/shown_text.h"
#include "ui/widgets/store_file.h"

#include <QFileDialog>
#include <QStandardPaths>

namespace synscope {

void askWhereToSave(QWidget* parent, const QString& title, const QString& suggestedName, const QStringList& endings,
                    std::function<void(const QString&)> chosen) {
  auto* dialog = new QFileDialog(parent, title);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  QStringList filters;
  for (const QString& ending : endings)
    filters.append(QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
  dialog->setNameFilters(filters);
  dialog->setDefaultSuffix(endings.front());
  dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
  dialog->selectFile(QStringLiteral("%1.%2").arg(suggestedName, endings.front()));
  QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, filters, endings](const QString& filter) {
    dialog->setDefaultSuffix(endings.value(filters.indexOf(filter)));
  });
  QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
  dialog->open();
}

std::optional<QString> writeFile(const QString& file, const QByteArray& bytes) {
  const auto error = storeFile(file, bytes);
  return error ? std::optional(shownError(*error)) : std::nullopt;
}

}  // namespace synscope
