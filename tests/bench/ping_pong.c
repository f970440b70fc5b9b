/* Echo round trips over one TCP connection to 127.0.0.1: one byte there, one byte back, as fast as they come.
 * Prints median and 99th percentile in microseconds. usage: ping_pong PORT [ROUNDS [SIZE]] */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { kMostSize = 65536 };

static double now_us(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int by_value(const void* a, const void* b) {
  const double x = *(const double*)a, y = *(const double*)b;
  return (x > y) - (x < y);
}

static int round_trip(int fd, char* buffer, size_t size) {
  if (send(fd, buffer, size, MSG_NOSIGNAL) != (ssize_t)size) return 0;
  return recv(fd, buffer, size, MSG_WAITALL) == (ssize_t)size;
}

int main(int argc, char** argv) {
  static char buffer[kMostSize];
  const int port = argc > 1 ? atoi(argv[1]) : 0, rounds = argc > 2 ? atoi(argv[2]) : 20000;
  const size_t size = argc > 3 ? (size_t)atoi(argv[3]) : 1;
  if (port <= 0 || rounds <= 0 || size == 0 || size > kMostSize) return 64;
  const int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd, (struct sockaddr*)&to, sizeof to) != 0) { perror("connect"); return 1; }
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  double* times = malloc((size_t)rounds * sizeof *times);
  for (int i = -rounds / 10; i < rounds; ++i) {  /* The first tenth warms up. */
    const double from = now_us();
    if (!round_trip(fd, buffer, size)) { perror("round trip"); return 1; }
    if (i >= 0) times[i] = now_us() - from;
  }
  qsort(times, (size_t)rounds, sizeof *times, by_value);
  printf("%.1f %.1f\n", times[rounds / 2], times[(size_t)rounds * 99 / 100]);
  close(fd);
  return 0;
}
