#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <string>

namespace synscope::test {

/// A key pair and a file of users, made as iperf3's manual says: mario may come with the password rossi.
class LoginFiles {
 public:
  LoginFiles() {
    m_ok = m_folder.isValid() && run({"genrsa", "-out", "key.pem", "2048"}) &&
           run({"rsa", "-in", "key.pem", "-pubout", "-out", "public.pem"}) &&
           // printf '{mario}rossi' | sha256sum
           write("users.csv",
                 "# who may come\n"
                 "luigi,00\n"
                 "mario,bf7a49a846d44b454a5d11e7acfaf13d138bbe0b7483aa3e050879700572709b\n");
  }

  bool ok() const { return m_ok; }
  QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
  std::string file(const char* name) const { return path(name).toStdString(); }

  bool write(const char* name, const QByteArray& text) const {
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
  }

 private:
  bool run(std::initializer_list<const char*> arguments) const {
    QStringList all;
    for (const char* argument : arguments)
      all << QString::fromLatin1(argument);
    QProcess openssl;
    openssl.setWorkingDirectory(m_folder.path());
    openssl.start(QStringLiteral("openssl"), all);
    return openssl.waitForFinished() && openssl.exitCode() == 0;
  }

  QTemporaryDir m_folder;
  bool m_ok = false;
};

}  // namespace synscope::test
