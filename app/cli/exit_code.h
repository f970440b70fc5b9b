#pragma once

namespace synscope::exit_code {

/// What the command line returns besides the codes of verdicts (see exitCode() of PortState and DiagnosisVerdict).
inline constexpr int kDone = 0;
inline constexpr int kNameError = 5;
inline constexpr int kLocal = 6;
inline constexpr int kLaterFailure = 7;  ///< Reachable, but a later step fails.
inline constexpr int kUsage = 64;        ///< EX_USAGE, sysexits.h.
inline constexpr int kInternal = 70;     ///< EX_SOFTWARE, sysexits.h.
/// What a shell reports for a process that SIGINT ended (POSIX.1-2017, 2.8.2): the user pressed Ctrl-C twice.
inline constexpr int kInterruptedTwice = 130;

}  // namespace synscope::exit_code
