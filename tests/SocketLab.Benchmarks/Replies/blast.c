#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/socket.h>
#include <arpa/inet.h>
/* blast PORT COUNT SIZE RATE(0: unpaced): batches of 50 */
int main(int c, char **v) {
  int port = atoi(v[1]); long count = atol(v[2]); int size = atoi(v[3]); double rate = atof(v[4]);
  int s = socket(AF_INET, SOCK_DGRAM, 0);
  struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(0x7f000001) };
  connect(s, (void *)&to, sizeof to);
  char buf[2048]; memset(buf, 'm', sizeof buf); memcpy(buf, "message 000000 ", 15);
  struct iovec iov = { buf, size }; struct mmsghdr m[50]; memset(m, 0, sizeof m);
  for (int i = 0; i < 50; i++) { m[i].msg_hdr.msg_iov = &iov; m[i].msg_hdr.msg_iovlen = 1; }
  struct timespec t0, t; clock_gettime(CLOCK_MONOTONIC, &t0); long sent = 0;
  while (sent < count) {
    int n = sendmmsg(s, m, 50, 0); if (n > 0) sent += n;
    if (rate > 0) { double due = sent / rate; t = t0; t.tv_sec += (long)due; t.tv_nsec += (due - (long)due) * 1e9; if (t.tv_nsec >= 1000000000) { t.tv_nsec -= 1000000000; t.tv_sec++; } clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, 0); }
  }
  clock_gettime(CLOCK_MONOTONIC, &t);
  printf("%ld %.3f\n", sent, t.tv_sec - t0.tv_sec + (t.tv_nsec - t0.tv_nsec) / 1e9);
}
