#pragma once

namespace synscope {

enum class StandardStream { kInput, kOutput, kError };

/// Fills the places of standard streams that the program was started without (POSIX: lowest free descriptor), so that
/// no socket takes their number and gets our output. Writing to such a stream then fails. Before anything is opened.
void reserveStandardStreams();

/// Whether a person watches this stream.
bool isTerminal(StandardStream stream);

/// Columns of the terminal behind a stream; 80 where there is none or it does not tell.
int terminalWidth(StandardStream stream);
/// Lines of it; 24 in the same case.
int terminalHeight(StandardStream stream);

}  // namespace synscope
