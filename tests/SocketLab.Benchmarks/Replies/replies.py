"""100 reply rules on a UDP listener against none, in turn: python3 replies.py SocketLab.Web.dll BLAST paced|full ROUNDS"""
import json, shutil, socket, subprocess, sys, tempfile, time, urllib.request
app, blast, mode, runs = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
s = socket.socket(); s.bind(("127.0.0.1", 0)); port = s.getsockname()[1]; s.close()
base = f"http://127.0.0.1:{port}"
data = tempfile.mkdtemp()
p = subprocess.Popen(["dotnet", app, "--urls", base, "--SocketLab:DataDirectory", data], stdout=subprocess.DEVNULL)
def call(method, path, body=None):
    r = urllib.request.Request(base + path, method=method, data=None if body is None else json.dumps(body).encode(), headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(r) as a: b = a.read(); return json.loads(b) if b else None
for _ in range(200):
    try: urllib.request.urlopen(base + "/healthz"); break
    except Exception: time.sleep(0.1)
def cpu():
    f = open(f"/proc/{p.pid}/stat").read().rsplit(")", 1)[1].split(); return (int(f[11]) + int(f[12])) / 100
def rules(kind):
    if kind == "none": return []
    r = []
    for i in range(25):
        r += [{"when": {"type": "exact", "value": f"command {i}"}, "payload": {"data": "ok"}}, {"when": {"type": "prefix", "value": f"m{i} "}, "payload": {"data": "ok"}},
              {"when": {"type": "contains", "value": f"needle {i}"}, "payload": {"data": "ok"}}, {"when": {"type": "regex", "value": f"key{i}=(\\d+);"}, "payload": {"data": "$1"}}]
    if kind == "match": r[-1] = {"when": {"type": "regex", "value": "^message (\\d+)"}, "payload": {"data": "got $1"}}
    return r
def run(kind, count, rate, limit=1000):
    e = call("POST", "/api/endpoints", {"kind": "udpListener", "start": True, "reply": rules(kind), "replyLimitPerSecond": limit})
    c0 = cpu()
    out = subprocess.run([blast, str(e["bound"]["port"]), str(count), "64", str(rate)], capture_output=True, text=True).stdout.split()
    last = -1
    while True:
        st = call("GET", "/api/endpoints/" + e["id"])["stats"]
        now = (st["journaled"], sum(st["replyHits"]), st["repliesSkipped"])
        if now == last: break
        last = now; time.sleep(0.5)
    secs = float(out[1])
    print(f"{kind:6} limit {limit:6} sent {out[0]} in {secs:.2f}s ({int(out[0])/secs:,.0f}/s) received {st['receivedMessages']} ({st['receivedMessages']/secs:,.0f}/s) drops {st['kernelDrops']} cpu {cpu()-c0:.2f}s hits {sum(st['replyHits'])} sent {st['repliesSent']} skipped {st['repliesSkipped']}", flush=True)
    call("DELETE", "/api/endpoints/" + e["id"])
try:
    run("none", 200000, 50000); run("rules", 200000, 50000)  # warm up
    print("--", flush=True)
    for _ in range(runs):
        if mode == "paced":
            run("none", 250000, 50000); run("rules", 250000, 50000); run("match", 250000, 50000); run("match", 250000, 50000, 100000)
        else:
            run("none", 1000000, 0); run("rules", 1000000, 0); run("match", 1000000, 0)
finally:
    p.terminate(); p.wait(); shutil.rmtree(data, ignore_errors=True)
