using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SocketLab.Web.Tests.Support;

/// <summary>The other side of the wire.</summary>
internal static class Wire
{
    public static Socket Udp()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    public static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, Lab.Soon());
        return socket;
    }

    public static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    public static int Port(this Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;

    public static void SendTo(this Socket socket, string text, int port) => socket.SendTo(Encoding.UTF8.GetBytes(text), new IPEndPoint(IPAddress.Loopback, port));

    public static async Task<byte[]> ReceiveDatagramAsync(this Socket socket)
    {
        var buffer = new byte[65_536];
        return buffer[..await socket.ReceiveAsync(buffer, SocketFlags.None, Lab.Soon())];
    }

    /// <summary>Exactly so many bytes, or fewer when the stream ends.</summary>
    public static async Task<byte[]> ReceiveAsync(this Socket socket, int count)
    {
        using var stream = new NetworkStream(socket);
        var buffer = new byte[count];
        return buffer[..await stream.ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false, Lab.Soon())];
    }

    /// <summary>Everything up to the peer's FIN.</summary>
    public static async Task<byte[]> ReadToEndAsync(this Socket socket)
    {
        using var bytes = new MemoryStream();
        using var stream = new NetworkStream(socket);
        await stream.CopyToAsync(bytes, Lab.Soon());
        return bytes.ToArray();
    }

    /// <summary>All of it, however long the other side takes.</summary>
    public static async Task SendAllAsync(this Socket socket, ReadOnlyMemory<byte> bytes)
    {
        using var stream = new NetworkStream(socket);
        await stream.WriteAsync(bytes, Lab.Soon());
    }
}
