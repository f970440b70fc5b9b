#include "app/cli/interrupts.h"

namespace synscope {

class Interrupts::Private {};

Interrupts::Interrupts(QObject* parent) : QObject(parent) {}
Interrupts::~Interrupts() = default;

bool Interrupts::requested() const {
  return false;
}

}  // namespace synscope
