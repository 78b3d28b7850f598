// tcpblast HOST PORT BYTES CHUNK
// One connection, BYTES in writes of CHUNK (each filled with the 32-bit words 0, 1, 2 …), then FIN, then it waits for the peer's
// close: the time covers all that the receiver had to take. Prints one line of JSON.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

int main(int argc, char **argv) {
  if (argc != 5) return fprintf(stderr, "usage: tcpblast HOST PORT BYTES CHUNK\n"), 2;
  const long bytes = atol(argv[3]), chunk = atol(argv[4]);
  if (chunk < 4 || chunk % 4) return fprintf(stderr, "CHUNK is a multiple of 4\n"), 2;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  const int s = socket(AF_INET, SOCK_STREAM, 0);
  if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1 || connect(s, (void *)&to, sizeof to)) return perror("connect"), 1;
  uint32_t *words = malloc(chunk);
  for (long i = 0; i < chunk / 4; i++) words[i] = i;

  const double start = seconds();
  for (long sent = 0; sent < bytes;) {
    // A short write leaves the rest of the chunk for the next, so that the pattern holds.
    const long place = sent % chunk, left = bytes - sent < chunk - place ? bytes - sent : chunk - place;
    const ssize_t n = write(s, (char *)words + place, left);
    if (n < 0) return perror("write"), 1;
    sent += n;
  }
  shutdown(s, SHUT_WR);
  char rest[64];
  while (read(s, rest, sizeof rest) > 0) {
  }

  const double took = seconds() - start;
  printf("{\"sent\": %ld, \"seconds\": %.6f, \"gigabytesPerSecond\": %.4f}\n", bytes, took, bytes / took / 1e9);
  return 0;
}
