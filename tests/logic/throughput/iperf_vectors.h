#pragma once

#include "core/logic/base/byte_writer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace synscope {

/// One line of a captured conversation.
struct VectorLine {
  enum class Kind { kBytes, kJson, kFin, kRst, kDatagram };
  bool fromClient = false;
  Kind kind = Kind::kBytes;
  Bytes bytes;                                                  ///< kBytes; kDatagram: its header.
  std::string json;                                             ///< kJson.
  std::uint64_t size = 0, seconds = 0, micros = 0, number = 0;  ///< kDatagram.
};

struct VectorStream {
  bool udp = false;
  std::uint64_t up = 0, down = 0;  ///< Payload bytes on the wire.
  std::vector<VectorLine> lines;
};

struct IperfVector {
  std::string name, options;
  std::vector<VectorLine> control;
  std::vector<VectorStream> streams;
};

/// tests/data/iperf3/vectors.txt; its head describes the form.
std::vector<IperfVector> readIperfVectors();

}  // namespace synscope
