#pragma once

#include "core/engine/endpoint/openssl_handles.h"
#include "core/logic/base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace synscope {

/// How a text is padded before RSA: OAEP with SHA-1 (RFC 8017 section 7.1, iperf3 from 3.17 on) or PKCS#1 v1.5
/// (section 7.2, before).
enum class RsaPadding { kOaep, kPkcs1 };

/// The RSA key with which iperf3 hides who a client is: encrypted with the public half, in base64.
class RsaKey {
 public:
  /// PEM. Errors: kFileUnreadable, kThroughputKey where the file holds no such key; the subject is the file.
  static Result<RsaKey> readPublic(const std::string& file);
  /// Without a pass phrase.
  static Result<RsaKey> readPrivate(const std::string& file);

  /// Empty where the text is too long for the key.
  std::string encrypted(std::string_view text, RsaPadding padding) const;
  /// @param base64 Hostile. nullopt: not made for this key with this padding.
  std::optional<std::string> decrypted(std::string_view base64, RsaPadding padding) const;

 private:
  explicit RsaKey(OpensslPtr<EVP_PKEY> key) : m_key(std::move(key)) {}

  OpensslPtr<EVP_PKEY> m_key;
};

/// Lower-case hexadecimal SHA-256.
std::string sha256Hex(std::string_view text);

}  // namespace synscope
