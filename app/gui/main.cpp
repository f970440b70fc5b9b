#include "app/gui/startup_trace.h"
#include "ui/diagnose/diagnose_page.h"
#include "ui/diagnose/target_bar.h"
#include "ui/shell/language.h"
#include "ui/shell/main_window.h"
#include "ui/shell/settings_store.h"
#include "ui/theme/theme.h"
#include "ui/widgets/app_icon.h"

#include <QApplication>
#include <QCommandLineParser>

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QApplication::setApplicationName(QStringLiteral("SynScope"));
  QApplication::setOrganizationName(QStringLiteral("SynScope"));
  QApplication::setApplicationVersion(QStringLiteral(SYNSCOPE_VERSION));
  QApplication::setDesktopFileName(QStringLiteral("org.synscope.SynScope"));
  QApplication::setWindowIcon(synscope::appIcon());

  synscope::SettingsStore settings;
  synscope::applyTheme(settings.theme());
  synscope::showLanguage(settings.language());

  QCommandLineParser options;
  options.setApplicationDescription(
      QCoreApplication::translate("main", "Why can't I connect, and what is really happening on the wire?"));
  options.addHelpOption();
  options.addVersionOption();
  options.addPositionalArgument(QStringLiteral("target"),
                                QCoreApplication::translate("main", "Host, host:port or URL to diagnose."));
  options.process(app);

  synscope::MainWindow window(settings);
  synscope::traceStartup(&window);
  window.show();
  if (!options.positionalArguments().isEmpty()) window.diagnose(options.positionalArguments().join(QLatin1Char(' ')));
  return QApplication::exec();
}
