#pragma once

#include "core/engine/base/job.h"
#include "core/engine/endpoint/tls_context.h"

namespace synscope {

/// Makes a TlsContext in a helper thread: reading the issuers that the system trusts takes about a tenth of a second,
/// for which every other socket of the net thread would stand still. cancel() and the destructor let go of it.
class TlsPreparation : public Job {
  Q_OBJECT

 public:
  TlsPreparation(TlsSide side, TlsSettings settings, QObject* parent = nullptr);
  ~TlsPreparation() override;

  void start() override;
  void cancel() override;
  /// After ended(). Errors as of TlsContext::create().
  const Result<std::shared_ptr<TlsContext>>& result() const;

 private:
  struct Shared;

  bool letGo();

  TlsSide m_side;
  TlsSettings m_settings;
  std::shared_ptr<Shared> m_shared;
};

}  // namespace synscope
