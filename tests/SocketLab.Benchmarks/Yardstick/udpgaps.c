// udpgaps PORT IDLE_S COUNT RATE TOLERANCE_US
// How evenly datagrams arrive: kernel receive times (SO_TIMESTAMPNS) of up to COUNT datagrams, until nothing has come for IDLE_S
// seconds. Prints the mean rate and how many gaps are within TOLERANCE_US of 1/RATE. A line of JSON when bound, one at the end.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <math.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int main(int argc, char **argv) {
  if (argc != 6) return fprintf(stderr, "usage: udpgaps PORT IDLE_S COUNT RATE TOLERANCE_US\n"), 2;
  const long count = atol(argv[3]);
  const double even = 1e6 / atof(argv[4]), tolerance = atof(argv[5]);
  const int s = socket(AF_INET, SOCK_DGRAM, 0), buffer = 4 << 20, on = 1;
  setsockopt(s, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  setsockopt(s, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
  struct timeval idle = {.tv_sec = atoi(argv[2])};
  setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &idle, sizeof idle);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof at;
  if (bind(s, (void *)&at, sizeof at) || getsockname(s, (void *)&at, &length)) return perror("bind"), 1;
  double *times = malloc(count * sizeof *times), *off = malloc(count * sizeof *off);
  memset(times, 0, count * sizeof *times);
  printf("{\"port\": %d}\n", ntohs(at.sin_port));
  fflush(stdout);

  long received = 0;
  while (received < count) {
    char payload[2048], control[128];
    struct iovec vector = {.iov_base = payload, .iov_len = sizeof payload};
    struct msghdr message = {.msg_iov = &vector, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
    if (recvmsg(s, &message, 0) < 0) break;
    for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c)) {
      if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_TIMESTAMPNS) continue;
      struct timespec t;
      memcpy(&t, CMSG_DATA(c), sizeof t);
      times[received] = t.tv_sec * 1e6 + t.tv_nsec * 1e-3;
    }
    received++;
  }

  if (received < 2) return fprintf(stderr, "received %ld\n", received), 1;
  const long gaps = received - 1;
  long within = 0;
  for (long i = 0; i < gaps; i++) {
    off[i] = fabs(times[i + 1] - times[i] - even);
    within += off[i] <= tolerance;
  }
  qsort(off, gaps, sizeof *off, ascending);
  printf("{\"received\": %ld, \"perSecond\": %.4f, \"within\": %.6f, \"p50Us\": %.1f, \"p99Us\": %.1f, \"maxUs\": %.1f}\n", received,
         gaps * 1e6 / (times[received - 1] - times[0]), (double)within / gaps, off[gaps / 2], off[gaps * 99 / 100], off[gaps - 1]);
  return 0;
}
