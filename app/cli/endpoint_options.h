#pragma once

#include "app/cli/endpoint_request.h"
#include "app/cli/invocation.h"

#include <vector>

namespace synscope {

/// The options that `connect` and `listen` share, followed by `more`.
std::vector<Option> endpointOptions(std::vector<Option> more);

/// Reads them. Gives the first usage error.
std::optional<UsageError> readEndpointOptions(const Invocation& invocation, EndpointRequest& request);

/// Whether it can be read as a file or pipe, which a directory cannot.
bool isReadableFile(const QString& path);

/// A number of bytes: "4096", "64k", "10M", "1G" (powers of 1,024). nullopt for anything else.
std::optional<std::uint64_t> parseByteCount(const QString& text);

/// An option whose value is a number of bytes; left as it is where the option was not given.
std::optional<UsageError> readBytes(const Invocation& invocation, const char* option,
                                    std::optional<std::uint64_t>& bytes);

}  // namespace synscope
