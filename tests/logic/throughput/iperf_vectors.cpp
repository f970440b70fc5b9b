#include "tests/logic/throughput/iperf_vectors.h"

#include "tests/logic/throughput/iperf_play.h"

#include <fstream>
#include <sstream>

namespace synscope {
namespace {

VectorLine lineOf(const std::string& text) {
  VectorLine line;
  line.fromClient = text.front() == 'C';
  std::istringstream words(text.substr(3));
  std::string first, equals;
  words >> first;
  if (first == "fin" || first == "rst") {
    line.kind = first == "fin" ? VectorLine::Kind::kFin : VectorLine::Kind::kRst;
  } else if (first == "json") {
    line.kind = VectorLine::Kind::kJson;
    words >> line.size;
    words.get();
    std::getline(words, line.json);
  } else if (first == "datagram") {
    line.kind = VectorLine::Kind::kDatagram;
    std::string header;
    words >> line.size >> header >> equals >> line.seconds >> line.micros >> line.number;
    line.bytes = play::fromHex(header);
  } else {
    line.bytes = play::fromHex(first);
  }
  return line;
}

}  // namespace

std::vector<IperfVector> readIperfVectors() {
  std::vector<IperfVector> vectors;
  std::ifstream file(SYNSCOPE_SOURCE_DIR "/tests/data/iperf3/vectors.txt");
  for (std::string text; std::getline(file, text);) {
    if (text.empty() || text.front() == '#' || text == "control") continue;
    if (text.starts_with("vector ")) {
      const std::size_t colon = text.find(": ");
      vectors.push_back({text.substr(7, colon - 7), text.substr(colon + 2), {}, {}});
    } else if (text.starts_with("stream ")) {
      std::istringstream words(text.substr(7));
      int number = 0;
      std::string protocol;
      VectorStream stream;
      words >> number >> protocol >> stream.up >> stream.down;
      stream.udp = protocol == "udp";
      vectors.back().streams.push_back(stream);
    } else {
      IperfVector& vector = vectors.back();
      (vector.streams.empty() ? vector.control : vector.streams.back().lines).push_back(lineOf(text));
    }
  }
  return vectors;
}

}  // namespace synscope
