#include "core/engine/throughput/login_gate.h"

#include <QDateTime>
#include <QFile>

namespace synscope {
namespace {

constexpr qint64 kLargestUsersFile = 4 * 1024 * 1024;

std::optional<std::string> readUsersFile(const std::string& name) {
  QFile file(QString::fromStdString(name));
  if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
  return file.read(kLargestUsersFile).toStdString();
}

}  // namespace

Result<LoginGate> LoginGate::open(const ThroughputGate& settings) {
  auto key = RsaKey::readPrivate(settings.privateKeyFile);
  if (!key.ok()) return key.error();
  if (!readUsersFile(settings.usersFile)) return Error{ErrorCode::kFileUnreadable, "load-users", settings.usersFile, 0};
  return LoginGate(settings, std::move(key).value());
}

std::optional<std::string> LoginGate::decrypted(const std::string& token) const {
  auto text = m_key.decrypted(token, RsaPadding::kOaep);
  if (!text && m_settings.olderPadding) text = m_key.decrypted(token, RsaPadding::kPkcs1);
  return text;
}

IperfLoginFault LoginGate::judge(const std::string& token) const {
  if (token.empty()) return IperfLoginFault::kMissing;
  const auto text = decrypted(token);
  if (!text) return IperfLoginFault::kNotDecrypted;
  const auto login = readIperfLoginText(*text);
  if (!login) return IperfLoginFault::kNoLogin;
  const auto users = readUsersFile(m_settings.usersFile);
  if (!users) return IperfLoginFault::kNoUsers;
  return judgeIperfLogin(*login, sha256Hex(iperfHashedText(*login)), readIperfUsers(*users),
                         QDateTime::currentSecsSinceEpoch(), m_settings.clockTolerance);
}

}  // namespace synscope
