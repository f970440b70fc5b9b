/* COUNT TCP clients of 127.0.0.1:PORT in one process. Each sends ROUNDS different messages and compares the echo of each.
   "stay": all stay connected until all are done; "leave": each goes (by reset) as soon as it has its last echo.
   Prints: echoed N lost N wrong N connect_ms N total_ms N
   usage: many_clients PORT COUNT ROUNDS stay|leave */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { kMessage = 64, kConnecting = 512, kPatienceMs = 60000 };

struct client {
  int fd, round, got;
  char buffer[kMessage];
};

static struct client* clients;
static int poller, rounds, leave, connecting, open_count, echoed, lost, wrong;

static long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void message(char* text, long n, int round) {
  memset(text, '.', kMessage);
  snprintf(text, kMessage, "client %ld round %d", n, round);
}

static void end(struct client* c) {
  struct linger reset = {1, 0};
  setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  close(c->fd);
  c->fd = -1;
  --open_count;
}

static void give_up(struct client* c) {
  ++lost;
  end(c);
}

static void ask(struct client* c) {
  char text[kMessage];
  message(text, c - clients, c->round);
  c->got = 0;
  if (send(c->fd, text, kMessage, MSG_NOSIGNAL) != kMessage) give_up(c);
}

static int begin(struct client* c, const struct sockaddr_in* to) {
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (c->fd < 0) return -1;
  const int on = 1;
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (connect(c->fd, (const struct sockaddr*)to, sizeof *to) != 0 && errno != EINPROGRESS) return -1;
  struct epoll_event event = {EPOLLOUT, {.ptr = c}};
  ++connecting;
  ++open_count;
  return epoll_ctl(poller, EPOLL_CTL_ADD, c->fd, &event);
}

static void connected(struct client* c) {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &length);
  --connecting;
  struct epoll_event event = {EPOLLIN, {.ptr = c}};
  epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &event);
  c->round = 0;
  if (error) give_up(c);
  else ask(c);
}

static void readable(struct client* c) {
  const ssize_t got = recv(c->fd, c->buffer + c->got, kMessage - c->got, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) { give_up(c); return; }
  c->got += (int)got;
  if (c->got < kMessage) return;
  char text[kMessage];
  message(text, c - clients, c->round);
  if (memcmp(text, c->buffer, kMessage) != 0) ++wrong;
  if (++c->round < rounds) { ask(c); return; }
  ++echoed;
  if (leave) end(c);
}

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const int count = atoi(argv[2]);
  rounds = atoi(argv[3]);
  leave = strcmp(argv[4], "leave") == 0;
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1]))};
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  clients = calloc((size_t)count, sizeof *clients);
  for (int i = 0; i < count; ++i) clients[i].round = -1;
  poller = epoll_create1(0);
  const long begun = now_ms();
  long all_connected = 0, last_progress = begun;
  int started = 0, before = 0;
  while (echoed + lost < count) {
    while (started < count && connecting < kConnecting) {
      if (begin(&clients[started++], &to) != 0) { perror("connect"); return 2; }
    }
    if (started == count && connecting == 0 && !all_connected) all_connected = now_ms() - begun;
    struct epoll_event events[256];
    const int ready = epoll_wait(poller, events, 256, 100);
    for (int i = 0; i < ready; ++i) {
      struct client* c = events[i].data.ptr;
      if (c->round < 0) connected(c);
      else readable(c);
    }
    if (echoed + lost != before || ready > 0) last_progress = now_ms();
    before = echoed + lost;
    if (now_ms() - last_progress > kPatienceMs) { lost = count - echoed; break; }
  }
  printf("echoed %d lost %d wrong %d connect_ms %ld total_ms %ld\n", echoed, lost, wrong, all_connected, now_ms() - begun);
  fflush(stdout);
  if (!leave) {  /* Until our input ends: the other side may want to look at what is open. */
    char rest;
    while (read(STDIN_FILENO, &rest, 1) > 0) {}
  }
  return lost || wrong ? 1 : 0;
}
