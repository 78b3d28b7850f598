"""udprecv.py PORT IDLE_S: what a tutorial's recvfrom loop takes, keeping what it received. Same lines of JSON as udpsink."""
import json
import resource
import socket
import struct
import sys


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
SO_RCVBUFFORCE = 33
receiver.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20)
# The system's own time limit: settimeout() would add a poll to each receive.
receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", int(sys.argv[2]), 0))
receiver.bind(("127.0.0.1", int(sys.argv[1])))
print(json.dumps({"port": receiver.getsockname()[1]}), flush=True)

kept = []
start = cpu_seconds()
try:
    while True:
        data, peer = receiver.recvfrom(65535)
        kept.append(data)
except BlockingIOError:
    pass
used = cpu_seconds() - start

highest, out_of_order = -1, 0
for data in kept:
    sequence = int(data[:10])
    out_of_order += sequence < highest
    highest = max(highest, sequence)
print(json.dumps({
    "received": len(kept), "bytes": sum(map(len, kept)), "duplicated": len(kept) - len({data[:10] for data in kept}),
    "outOfOrder": out_of_order, "cpuSeconds": used,
}))
