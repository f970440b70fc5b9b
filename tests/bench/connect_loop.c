// The yardstick of scan_bench: one blocking connect(2) after the other over all ports of loopback, the socket used again
// after a refusal. Prints the number of open ports.
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  const struct linger reset = {1, 0};
  int open_ports = 0, fd = -1;
  for (int port = 1; port <= 65535; ++port) {
    if (fd < 0) fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0) return 1;
    to.sin_port = htons((unsigned short)port);
    if (connect(fd, (struct sockaddr*)&to, sizeof to) != 0) continue;
    struct sockaddr_in me;
    socklen_t size = sizeof me;
    getsockname(fd, (struct sockaddr*)&me, &size);
    if (me.sin_port != to.sin_port) ++open_ports;
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    close(fd);
    fd = -1;
  }
  printf("%d\n", open_ports);
  return 0;
}
