// tcpsink PORT READ COPY CHUNK
// Takes one connection in reads of up to READ bytes until its end. COPY=1 also copies what it read into a ring of 256 MiB, as a
// journal must, and checks afterwards, when the peer has been let go, that the ring holds the pattern of tcpblast with that
// CHUNK, a power of two. Prints a line of JSON when it listens, and one at the end.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const size_t ring_size = 256UL << 20;

static double cpu_seconds(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6;
}

int main(int argc, char **argv) {
  if (argc != 5) return fprintf(stderr, "usage: tcpsink PORT READ COPY CHUNK\n"), 2;
  const size_t most = atol(argv[2]), chunk = atol(argv[4]);
  const int listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  if (bind(listener, (void *)&at, sizeof at) || listen(listener, 1) || getsockname(listener, (void *)&at, &length)) return perror("listen"), 1;
  char *buffer = malloc(most), *ring = NULL;
  if (atoi(argv[3])) memset(ring = malloc(ring_size), 1, ring_size);
  printf("{\"port\": %d}\n", ntohs(at.sin_port));
  fflush(stdout);

  const int s = accept(listener, NULL, NULL);
  const double cpu = cpu_seconds();
  size_t received = 0;
  for (ssize_t n; (n = read(s, buffer, most)) > 0; received += n) {
    if (!ring) continue;
    const size_t place = received % ring_size, fits = ring_size - place < (size_t)n ? ring_size - place : (size_t)n;
    memcpy(ring + place, buffer, fits);
    memcpy(ring, buffer + fits, n - fits);
  }
  const double used = cpu_seconds() - cpu;
  close(s);

  // The ring is a multiple of the chunk, so a place in it tells the place in the chunk.
  size_t wrong = 0;
  const size_t kept = !ring ? 0 : received < ring_size ? received : ring_size;
  for (size_t i = 0; i < kept / 4; i++) wrong += ((uint32_t *)ring)[i] != (uint32_t)(i * 4 % chunk / 4);
  printf("{\"received\": %zu, \"checked\": %zu, \"wrong\": %zu, \"cpuSeconds\": %.6f}\n", received, kept, wrong, used);
  return 0;
}
