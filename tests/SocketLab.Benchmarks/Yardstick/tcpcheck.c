// tcpcheck PORT
// Takes one connection and compares every byte: the stream is the 32-bit words 0, 1, 2 ... to its end.
// Prints a line of JSON when it listens, and one at the end.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { most = 128 << 10 };
static char buffer[most];
static uint32_t words[most / 4 + 2];

int main(int argc, char **argv) {
  if (argc != 2) return fprintf(stderr, "usage: tcpcheck PORT\n"), 2;
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  if (bind(listener, (void *)&at, sizeof at) || listen(listener, 1) || getsockname(listener, (void *)&at, &length)) return perror("listen"), 1;
  printf("{\"port\": %d}\n", ntohs(at.sin_port));
  fflush(stdout);

  const int s = accept(listener, NULL, NULL);
  size_t received = 0, wrong = 0;
  for (ssize_t n; (n = read(s, buffer, most)) > 0; received += n) {
    // A read may begin and end in the middle of a word.
    for (uint32_t i = 0; i < n / 4 + 2; i++) words[i] = received / 4 + i;
    const char *expected = (char *)words + received % 4;
    if (memcmp(buffer, expected, n)) for (ssize_t i = 0; i < n; i++) wrong += buffer[i] != expected[i];
  }
  printf("{\"received\": %zu, \"wrong\": %zu}\n", received, wrong);
  return 0;
}
