// udpsink PORT IDLE_S RCVBUF COPY
// Receives with recvmmsg(2) until nothing has come for IDLE_S seconds: the practical limit of receiving on this machine.
// COPY=1 also copies every payload into a ring of 256 MiB, as a journal must. Checks the sequence numbers of udpblast as they
// come (some 5 ns of about 1,500 a datagram). Prints a line of JSON when it is bound, and one at the end.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, LONGEST = 65536, SEQUENCES = 1 << 24 };

static char payloads[BATCH][LONGEST];
static unsigned char seen[SEQUENCES / 8];
static const size_t ring_size = 256UL << 20;

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static double cpu_seconds(void) {
  struct rusage u;
  getrusage(RUSAGE_SELF, &u);
  return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1e-6;
}

static long sequence_of(const char *payload) {
  long value = 0;
  for (int i = 0; i < 10; i++) value = value * 10 + (payload[i] - '0');
  return value;
}

int main(int argc, char **argv) {
  if (argc != 5) return fprintf(stderr, "usage: udpsink PORT IDLE_S RCVBUF COPY\n"), 2;
  const int s = socket(AF_INET, SOCK_DGRAM, 0), buffer = atoi(argv[3]);
  if (buffer && setsockopt(s, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer)) setsockopt(s, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  struct timeval idle = {.tv_sec = atoi(argv[2])};
  setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof idle);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  if (bind(s, (void *)&at, sizeof at) || getsockname(s, (void *)&at, &length)) return perror("bind"), 1;

  char *ring = NULL;
  if (atoi(argv[4])) memset(ring = malloc(ring_size), 1, ring_size);
  printf("{\"port\": %d}\n", ntohs(at.sin_port));
  fflush(stdout);

  struct iovec vectors[BATCH];
  struct sockaddr_in from[BATCH];
  struct mmsghdr messages[BATCH] = {0};
  for (int i = 0; i < BATCH; i++) {
    vectors[i] = (struct iovec){.iov_base = payloads[i], .iov_len = LONGEST};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1, .msg_name = &from[i]};
  }

  long received = 0, bytes = 0, duplicated = 0, out_of_order = 0, highest = -1;
  size_t place = 0;
  double first = 0, last = 0;
  const double cpu = cpu_seconds();
  for (;;) {
    for (int i = 0; i < BATCH; i++) messages[i].msg_hdr.msg_namelen = sizeof from[i];
    const int n = recvmmsg(s, messages, BATCH, MSG_WAITFORONE, NULL);
    if (n <= 0) break;
    last = seconds();
    if (!received) first = last;
    for (int i = 0; i < n; i++) {
      const unsigned size = messages[i].msg_len;
      bytes += size;
      if (ring) {
        if (place + size > ring_size) place = 0;
        memcpy(ring + place, payloads[i], size);
        place += size;
      }
      const long sequence = size >= 10 ? sequence_of(payloads[i]) : -1;
      if (sequence < 0 || sequence >= SEQUENCES) continue;
      if (seen[sequence / 8] & 1 << sequence % 8) duplicated++;
      else if (sequence < highest) out_of_order++;
      seen[sequence / 8] |= 1 << sequence % 8;
      if (sequence > highest) highest = sequence;
    }
    received += n;
  }

  const double used = cpu_seconds() - cpu, took = last - first;
  unsigned memory[SK_MEMINFO_VARS] = {0};
  length = sizeof memory;
  getsockopt(s, SOL_SOCKET, SO_MEMINFO, memory, &length);
  printf("{\"received\": %ld, \"bytes\": %ld, \"duplicated\": %ld, \"outOfOrder\": %ld, \"kernelDrops\": %u, \"cpuSeconds\": %.6f, \"seconds\": %.6f, \"perSecond\": %.0f}\n",
         received, bytes, duplicated, out_of_order, memory[SK_MEMINFO_DROPS], used, took, took > 0 ? received / took : 0);
  return 0;
}
