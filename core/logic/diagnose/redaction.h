#pragma once

#include "core/logic/diagnose/diagnosis.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// Replaces what identifies machines and people by stable labels, so that a report can be shown to strangers.
///
/// The same name or address gets the same label everywhere in one report: "host-1" for names, "target-1" for what was
/// diagnosed, "router-1" for devices on the way, "source-1" for this machine, "address-1" and "mac-1" for the rest.
/// Invariant: no name or address that the diagnosis holds, and nothing that looks like an address, is left in what
/// text() returns.
class Redaction {
 public:
  explicit Redaction(const Diagnosis& diagnosis);

  /// Any text: addresses replaced wherever they stand, known names where they stand as a word of their own.
  std::string text(std::string_view text);

  /// A sentence made of our own words: addresses only, so that a host called "port" does not spoil it. Its values must
  /// have gone through text() before.
  std::string sentence(std::string_view sentence);

  /// The diagnosis with every free text in it redacted: phrases, names, certificates, labels of the time line. First
  /// bytes and replies are left out. Typed addresses stay as they are; text() labels them when they are written.
  Diagnosis apply(const Diagnosis& diagnosis);

 private:
  void addName(const std::string& name);
  void addAddress(const IpAddress& address, const char* role);
  void collectNames(const Diagnosis& diagnosis);
  void collectAddresses(const Diagnosis& diagnosis);
  std::string labelOf(std::string_view address, const char* role);
  std::string withoutNames(std::string_view text) const;
  void redactPhrase(Phrase& phrase);
  Timeline redacted(const Timeline& timeline);
  void redactEvidence(Evidence& evidence);
  void redactBothEnds(BothEnds& ends);

  std::map<std::string, std::string, std::less<>> m_addressLabels;  ///< By canonical form.
  std::map<std::string, int> m_counts;                              ///< By role.
  std::vector<std::pair<std::string, std::string>> m_names;         ///< Lower case and label, longest first.
};

}  // namespace synscope
