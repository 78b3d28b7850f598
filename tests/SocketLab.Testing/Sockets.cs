using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketLab.Testing;

/// <summary>Plain sockets of the framework: the other side of what is tested.</summary>
internal static class Sockets
{
    private static int _quietPort = Random.Shared.Next(20_000, 29_000);

    public static Socket Udp(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(address, 0));
        return socket;
    }

    public static Socket Listen(int backlog = 10)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(backlog);
        return socket;
    }

    public static Task<Socket> ConnectAsync(int port) => ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));

    public static async Task<Socket> ConnectAsync(EndPoint? to)
    {
        var socket = new Socket(to!.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await Eventually.Ends(socket.ConnectAsync(to));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>A TCP port where nobody listens, held so that nobody else gets it meanwhile.</summary>
    public static Socket DeadTcpPort()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    /// <summary>A free port outside the range that the system gives out by itself: nobody takes it between two uses.</summary>
    public static int QuietPort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _quietPort);
            try
            {
                using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
                tcp.Bind(new IPEndPoint(IPAddress.Any, port));
                udp.Bind(new IPEndPoint(IPAddress.Any, port));
                return port;
            }
            catch (SocketException)
            {
                // Somebody's: the next one.
            }
        }
    }

    /// <summary>
    /// A UDP port that answers "port unreachable": its socket is connected elsewhere, so that datagrams of others find nobody.
    /// </summary>
    public static Socket DeadUdpPort(IPAddress? address = null)
    {
        var socket = Udp(address);
        socket.Connect(new IPEndPoint(address ?? IPAddress.Loopback, 9));
        return socket;
    }

    public static int Port(this Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public static void SendTo(this Socket socket, string text, int port) =>
        socket.SendTo(Encoding.UTF8.GetBytes(text), new IPEndPoint(IPAddress.Loopback, port));

    /// <summary>All of it, however long the other side takes.</summary>
    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes)
    {
        using var stream = new NetworkStream(socket);
        await Eventually.Ends(stream.WriteAsync(bytes).AsTask());
    }

    /// <summary>Everything up to the peer's FIN.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Socket socket)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        int count;
        while ((count = await Eventually.Ends(socket.ReceiveAsync(buffer))) > 0)
        {
            bytes.Write(buffer, 0, count);
        }

        return bytes.ToArray();
    }

    /// <summary>Exactly <paramref name="count"/> bytes.</summary>
    public static async Task<byte[]> ReadAsync(this Socket socket, int count)
    {
        var bytes = new byte[count];
        var read = 0;
        while (read < count)
        {
            var more = await Eventually.Ends(socket.ReceiveAsync(bytes.AsMemory(read)).AsTask());
            Assert.NotEqual(0, more);
            read += more;
        }

        return bytes;
    }

    /// <summary>At most so many bytes: fewer when the stream ends before.</summary>
    public static async Task<byte[]> ReceiveAsync(this Socket socket, int count)
    {
        using var stream = new NetworkStream(socket);
        var buffer = new byte[count];
        return buffer[..await Eventually.Ends(stream.ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false).AsTask())];
    }

    /// <summary>The payload of one datagram.</summary>
    public static async Task<byte[]> ReceivePayloadAsync(this Socket socket) => (await socket.ReceiveDatagramAsync()).Payload;

    /// <summary>One datagram and where it came from.</summary>
    public static async Task<(byte[] Payload, IPEndPoint From)> ReceiveDatagramAsync(this Socket socket)
    {
        var buffer = new byte[70_000];
        var any = new IPEndPoint(socket.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        var result = await Eventually.Ends(socket.ReceiveFromAsync(buffer, any));
        return (buffer[..result.ReceivedBytes], (IPEndPoint)result.RemoteEndPoint);
    }

    /// <summary>Ends the connection with RST.</summary>
    public static void Abort(this Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }

    /// <summary>Bytes in which any shift or swap shows.</summary>
    public static byte[] Noise(int count, int seed = 1)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
