#include "app/cli/pid_file.h"

#include <QCoreApplication>
#include <QFile>

namespace synscope {
namespace {

bool writeNumber(const QString& name) {
  QFile file(name);
  const QByteArray number = QByteArray::number(QCoreApplication::applicationPid()) + '\n';
  return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(number) == number.size() && file.flush();
}

}  // namespace

PidFile::PidFile(const QString& name) : m_name(name), m_ok(name.isEmpty() || writeNumber(name)) {}

PidFile::~PidFile() {
  if (m_ok && !m_name.isEmpty()) QFile::remove(m_name);
}

}  // namespace synscope
