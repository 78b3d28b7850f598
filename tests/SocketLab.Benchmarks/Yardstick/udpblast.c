// udpblast HOST PORT COUNT SIZE RATE [GSO]
// Sends COUNT datagrams of SIZE bytes with sendmmsg(2): RATE a second, or as fast as it can when RATE is 0.
// Each starts with its sequence number in 10 digits; from 27 bytes on a blank and the send time follow (16 digits, microseconds
// of the Unix XX
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, LONGEST = 65507, SEQUENCE_DIGITS = 10, TIME_DIGITS = 16 };

static char payloads[BATCH][LONGEST];

static double seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static long unix_microseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static void sleep_until(double when) {
  struct timespec t = {.tv_sec = (time_t)when, .tv_nsec = (long)((when - (time_t)when) * 1e9)};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
  }
}

static void write_digits(char *to, int digits, long value) {
  for (int i = digits - 1; i >= 0; i--, value /= 10) to[i] = '0' + value % 10;
}

int main(int argc, char **argv) {
  if (argc != 6 && argc != 7) return fprintf(stderr, "usage: udpblast HOST PORT COUNT SIZE RATE [GSO]\n"), 2;
  const long count = atol(argv[3]);
  const int size = atoi(argv[4]);
  const double rate = atof(argv[5]);
  const int gso = argc == 7 && atoi(argv[6]);
  if (size < SEQUENCE_DIGITS || size > LONGEST) return fprintf(stderr, "SIZE is %d to %d\n", SEQUENCE_DIGITS, LONGEST), 2;

  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
  const int s = socket(AF_INET, SOCK_DGRAM, 0), buffer = 4 << 20;
  setsockopt(s, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  if (inet_pton(AF_INET, argv[1], &to.sin_addr) != 1 || connect(s, (void *)&to, sizeof to)) return perror("connect"), 1;

  struct iovec vectors[BATCH];
  struct mmsghdr messages[BATCH] = {0};
  for (int i = 0; i < BATCH; i++) {
    memset(payloads[i], 'x', size);
    if (size > SEQUENCE_DIGITS + TIME_DIGITS) payloads[i][SEQUENCE_DIGITS] = ' ';
    vectors[i] = (struct iovec){.iov_base = payloads[i], .iov_len = size};
    messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
  }

  if (gso && setsockopt(s, SOL_UDP, UDP_SEGMENT, &size, sizeof size)) return perror("UDP_SEGMENT"), 1;

  // Paced: one by one up to 10,000 a second, and about a thousand bursts a second beyond that. A segmented one is at most 64 KiB.
  int batch = rate <= 0 ? BATCH : rate <= 10000 ? 1 : rate / 1000;
  if (gso && batch > LONGEST / size) batch = LONGEST / size;
  if (batch > BATCH) batch = BATCH;

  const double start = seconds();
  for (long sent = 0; sent < count;) {
    const int due = count - sent < batch ? count - sent : batch;
    if (rate > 0) sleep_until(start + sent / rate);
    const long now = unix_microseconds();
    for (int i = 0; i < due; i++) {
      write_digits(payloads[i], SEQUENCE_DIGITS, sent + i);
      if (size > SEQUENCE_DIGITS + TIME_DIGITS) write_digits(payloads[i] + SEQUENCE_DIGITS + 1, TIME_DIGITS, now);
    }
    struct msghdr segmented = {.msg_iov = vectors, .msg_iovlen = due};
    const int done = !gso ? sendmmsg(s, messages, due, 0) : sendmsg(s, &segmented, 0) < 0 ? -1 : due;
    if (done > 0) sent += done;
    else if (errno != ECONNREFUSED && errno != ENOBUFS) return perror("sendmmsg"), 1;
  }

  const double took = seconds() - start;
  printf("{\"sent\": %ld, \"seconds\": %.6f, \"perSecond\": %.0f}\n", count, took, count / took);
  return 0;
}
