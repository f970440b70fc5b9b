#include "core/logic/endpoint/roles/pair_words.h"

namespace synscope {
namespace {

struct Words {
  std::string_view en, zh;
};

Words wordsOf(PairNote note) {
  switch (note) {
    case PairNote::kNamed: return {"You are now {}.", "你现在是 {}。"};
    case PairNote::kUnknownCommand:
      return {"Commands: NAME x, LIST, JOIN n, ACCEPT, LEAVE.", "可用命令：NAME x、LIST、JOIN n、ACCEPT、LEAVE。"};
    case PairNote::kLineTooLong: return {"That line is too long and was ignored.", "该行过长，已忽略。"};
    case PairNote::kNoSuchClient: return {"There is no client {}.", "没有编号为 {} 的客户端。"};
    case PairNote::kThatIsYou: return {"{} is yourself.", "{} 就是你自己。"};
    case PairNote::kTaken: return {"{} is talking with somebody else.", "{} 正在与别人通话。"};
    case PairNote::kNotReading:
      return {"{} does not read what it is sent; try later.", "{} 没有读取发给它的数据，请稍后再试。"};
    case PairNote::kAsked: return {"Asked {}; waiting for ACCEPT.", "已向 {} 发出请求，等待对方 ACCEPT。"};
    case PairNote::kAskedBy:
      return {"{} asks to talk with you. Send ACCEPT to be joined.", "{} 请求与你通话，发送 ACCEPT 即可接通。"};
    case PairNote::kNobodyAsked: return {"Nobody has asked for you.", "没有人请求与你通话。"};
    case PairNote::kAskWithdrawn: return {"{} is not waiting for you any more.", "{} 不再等待与你通话。"};
    case PairNote::kJoined:
      return {"Joined with {}. From here on every byte is passed on as it is.",
              "已与 {} 接通。此后所有字节都原样转发。"};
    case PairNote::kSeparated: return {"{} has left; you are back on the list.", "{} 已离开，你回到在线列表。"};
    case PairNote::kLeft: return {"You have left {} and are back on the list.", "你已离开 {}，回到在线列表。"};
    case PairNote::kGoodbye: return {"Goodbye.", "再见。"};
  }
  return {};
}

std::string fill(std::string_view text, std::string_view who) {
  const auto gap = text.find("{}");
  if (gap == std::string_view::npos) return std::string(text);
  return std::string(text.substr(0, gap)).append(who).append(text.substr(gap + 2));
}

}  // namespace

std::string pairNote(PairNote note, std::string_view who) {
  const auto [en, zh] = wordsOf(note);
  return "* " + fill(en, who) + " | " + fill(zh, who) + "\r\n";
}

std::string pairGreeting(std::uint64_t yourNumber) {
  const std::string number = std::to_string(yourNumber);
  return "* SynScope pair service | 配对通话服务\r\n"
         "* You are client " +
         number + " | 你是 " + number +
         " 号客户端\r\n"
         "*   NAME x    call yourself x | 给自己起名\r\n"
         "*   LIST      who is on line | 查看在线列表\r\n"
         "*   JOIN n    ask client n to talk | 请求与 n 号通话\r\n"
         "*   ACCEPT    be joined with who asked | 接受请求\r\n"
         "*   LEAVE     say goodbye | 离开\r\n"
         "* While joined every byte is passed on. A line LEAVE with a second of silence before and after, or the end "
         "of\r\n"
         "* your connection, separates you.\r\n"
         "* 接通后所有字节都会原样转发。单独发送一行 LEAVE（前后各静默一秒）或断开连接，即可结束通话。\r\n";
}

std::string pairListHead(std::size_t clients, std::size_t shown) {
  std::string line = "* On line: " + std::to_string(clients) + " | 在线：" + std::to_string(clients);
  if (shown < clients) line += " (first " + std::to_string(shown) + " | 仅列前 " + std::to_string(shown) + " 个)";
  return line + "\r\n";
}

std::string pairListRow(std::uint64_t number, std::uint64_t partner, std::string_view name) {
  const std::string state = partner == 0 ? "free" : "with:" + std::to_string(partner);
  return std::to_string(number).append(" ").append(state).append(" ").append(name) + "\r\n";
}

}  // namespace synscope
