/* Sends RATE datagrams a second for SECONDS to 127.0.0.1:PORT, in bursts of one millisecond, each with its number. With
   SOURCES above 1 they come from as many ports in turn, one datagram each.
   Prints: sent N seconds N.N
   usage: datagram_flood PORT RATE SECONDS BYTES SOURCES */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum { kMost = 64, kLongest = 1472 };

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char** argv) {
  if (argc != 6) return 2;
  const int64_t rate = atoll(argv[2]), total = rate * atoll(argv[3]);
  const size_t size = (size_t)atoi(argv[4]);
  if (size < sizeof(int64_t) || size > kLongest) return 2;
  const int sources = atoi(argv[5]);
  if (sources < 1) return 2;
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int* fds = calloc((size_t)sources, sizeof *fds);
  for (int i = 0; i < sources; ++i) {
    fds[i] = socket(AF_INET, SOCK_DGRAM, 0);
    if (fds[i] < 0 || connect(fds[i], (struct sockaddr*)&to, sizeof to) != 0) { perror("socket"); return 2; }
  }
  int next = 0;
  static char bytes[kMost][kLongest];
  struct iovec data[kMost];
  struct mmsghdr messages[kMost];
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < kMost; ++i) {
    memset(bytes[i], 'x', sizeof bytes[i]);
    data[i] = (struct iovec){bytes[i], size};
    messages[i].msg_hdr.msg_iov = &data[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
  const int64_t begun = now_ns();
  int64_t sent = 0;
  while (sent < total) {
    int64_t due = (now_ns() - begun) / 1000 * rate / 1000000;
    if (due > total) due = total;
    while (sent < due) {
      const unsigned most = sources > 1 ? 1 : kMost;
      const unsigned count = (unsigned)(due - sent < most ? due - sent : most);
      const int fd = fds[next];
      next = (next + 1) % sources;
      for (unsigned i = 0; i < count; ++i) {
        const int64_t number = sent + i;
        memcpy(bytes[i], &number, sizeof number);
      }
      const int taken = sendmmsg(fd, messages, count, 0);
      if (taken < 0 && errno != EINTR) { perror("sendmmsg"); return 2; }
      if (taken > 0) sent += taken;
    }
    struct timespec pause = {0, 500000};
    nanosleep(&pause, NULL);
  }
  printf("sent %lld seconds %.2f\n", (long long)sent, (double)(now_ns() - begun) / 1e9);
  return 0;
}
