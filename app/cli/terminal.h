#pragma once

namespace synscope {

enum class StandardStream { kOutput, kError };

/// Whether a person watches this stream.
bool isTerminal(StandardStream stream);

/// Columns of the terminal behind a stream; 80 where there is none or it does not tell.
int terminalWidth(StandardStream stream);

}  // namespace synscope
