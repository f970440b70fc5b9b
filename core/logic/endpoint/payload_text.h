#pragma once

#include "core/logic/base/result.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

using Bytes = std::vector<std::byte>;

/// Reads bytes written in hexadecimal as people paste them: "DE AD be:ef", "0xDE, 0xAD", "\xde\xad", one or many lines.
/// Two digits make a byte; separators are white space, ',', ';', ':' and '-'. A single digit between separators is one
/// byte. Error kBadHex names the first piece that is not hexadecimal.
Result<Bytes> parseHex(std::string_view text);

/// Upper-case pairs joined by `separator`: "DE AD BE EF".
std::string toHex(std::span<const std::byte> bytes, std::string_view separator = " ");

/// Replaces the escapes of C (\n \r \t \0 \a \b \e \f \v \\ \" \' \xHH) in UTF-8 text by their bytes.
/// Error kBadEscape names the escape that is unknown or unfinished.
Result<Bytes> parseEscapes(std::string_view text);

enum class LineEnding { kNone, kLf, kCrLf, kCr, kNul };

std::string_view name(LineEnding ending);

/// The bytes that end a line.
std::string_view bytesOf(LineEnding ending);

/// Turns every line break of text that was typed (LF, CR LF or CR) into `ending`, and closes the text with it once.
/// kNone leaves the text as it is.
std::string withLineEnding(std::string_view text, LineEnding ending);

}  // namespace synscope
