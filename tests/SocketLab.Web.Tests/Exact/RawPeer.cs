using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using SocketLab.Web.Tests.Support;
using X509 = System.Security.Cryptography.X509Certificates;

namespace SocketLab.Web.Tests.Exact;

/// <summary>The other end of a connection: a socket, with or without the framework's TLS on it.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly Stream _stream;

    private RawPeer(Socket socket, Stream stream) => (_socket, _stream) = (socket, stream);

    public int Port => _socket.Port();

    /// <summary>Connects to a listener.</summary>
    public static async Task<RawPeer> ConnectAsync(int port, bool tls)
    {
        var socket = await Sockets.ConnectAsync(port);
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (!tls)
        {
            return new(socket, stream);
        }

        var secure = new SslStream(stream);
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            },
            WebLab.Soon()
        );
        return new(socket, secure);
    }

    /// <summary>Takes a client that connects to <paramref name="server"/>.</summary>
    public static async Task<RawPeer> AcceptAsync(Socket server, bool tls)
    {
        var socket = await server.AcceptAsync(WebLab.Soon());
        var stream = new NetworkStream(socket, ownsSocket: true);
        if (!tls)
        {
            return new(socket, stream);
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var secure = new SslStream(stream);
        var certificate = new X509.CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            now.AddDays(-1),
            now.AddDays(1)
        );
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, WebLab.Soon());
        return new(socket, secure);
    }

    /// <summary>All of it, however long the other side takes.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await _stream.WriteAsync(bytes, WebLab.Soon());
        await _stream.FlushAsync(WebLab.Soon());
    }

    /// <summary>Says that no more comes.</summary>
    public async Task EndAsync()
    {
        if (_stream is SslStream secure)
        {
            await secure.ShutdownAsync();
        }

        _socket.Shutdown(SocketShutdown.Send);
    }

    /// <summary>Exactly so many bytes, or fewer when the stream ends.</summary>
    public async Task<byte[]> ReceiveAsync(int count)
    {
        var buffer = new byte[count];
        return buffer[..await _stream.ReadAtLeastAsync(buffer, count, throwOnEndOfStream: false, WebLab.Soon())];
    }

    /// <summary>Everything up to the end.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var bytes = new MemoryStream();
        await _stream.CopyToAsync(bytes, WebLab.Soon());
        return bytes.ToArray();
    }

    public void Dispose() => _stream.Dispose();
}
