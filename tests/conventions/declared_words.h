#pragma once

#include <string>
#include <vector>

namespace synscope {

/// Catalogue keys that code can ask for, from the enumerations themselves: a new code without words fails the test.
std::vector<std::string> declaredKeys();

/// Names of the values that code puts into texts.
std::vector<std::string> declaredPlaceholders();

}  // namespace synscope
