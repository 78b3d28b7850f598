namespace SocketLab.Interop.Tests.Capture;

/// <summary>Real traffic, captured by a real tool in a network of its own: datagrams, also in pieces, and streams.</summary>
internal static class TrafficCapture
{
    private const string Talk = """
        import socket, threading, random
        r = random.Random(1)
        def pump(x, n):
            x.sendall(r.randbytes(n)); x.shutdown(socket.SHUT_WR)
        def drain(x):
            while x.recv(65536): pass
        for family, address in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):
            a = socket.socket(family, socket.SOCK_DGRAM); a.bind((address, 0))
            b = socket.socket(family, socket.SOCK_DGRAM); b.bind((address, 0))
            for n in (0, 1, 100, 1400, 9000, 40000):
                a.sendto(r.randbytes(n), b.getsockname()); b.recv(65536)
                b.sendto(r.randbytes(n), a.getsockname()); a.recv(65536)
            l = socket.socket(family); l.bind((address, 0)); l.listen()
            c = socket.create_connection(l.getsockname()[:2]); s, _ = l.accept()
            pumps = [threading.Thread(target=pump, args=(c, 300000)), threading.Thread(target=pump, args=(s, 200000))]
            [t.start() for t in pumps]
            drain(s); drain(c); [t.join() for t in pumps]
        # What the capture must have before it may end.
        a.sendto(b'the end', b.getsockname())
        """;

    private const string Script = """
        set -e
        ip link set lo up mtu 1500
        "$@" 2>"$FILE.err" & tool=$!
        until grep -qi "listening on\|^File:" "$FILE.err"; do sleep 0.05; done
        python3 -c "$TALK"
        until grep -q "the end" "$FILE"; do sleep 0.05; done
        kill -INT $tool; wait $tool || true
        """;

    /// <summary>Captures into <paramref name="file"/> with a tool that is told where to.</summary>
    public static async Task WriteAsync(string file, params string[] tool)
    {
        string[] arguments = ["FILE=" + file, "TALK=" + Talk, "unshare", "-n", "bash", "-c", Script, "bash", .. tool];
        await Tool.RunAsync("env", null, arguments);
    }
}
