using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>The framework's own TLS at the other end of a connection.</summary>
internal sealed class TlsPeer : IAsyncDisposable
{
    private TlsPeer(Socket socket) => (Socket, Stream) = (socket, new SslStream(new NetworkStream(socket, ownsSocket: true)));

    public Socket Socket { get; }

    public SslStream Stream { get; }

    /// <summary>A client of a listener. It trusts anything, unless told otherwise.</summary>
    public static async Task<TlsPeer> ConnectAsync(Endpoint listener, Action<SslClientAuthenticationOptions>? change = null)
    {
        var peer = new TlsPeer(await Sockets.ConnectAsync(listener.Bound));
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost", RemoteCertificateValidationCallback = TrustAll };
        change?.Invoke(options);
        return await peer.AuthenticateAsync(peer.Stream.AuthenticateAsClientAsync(options));
    }

    /// <summary>A server that takes one client.</summary>
    public static async Task<TlsPeer> AcceptAsync(
        Socket server,
        X509Certificate2 certificate,
        Action<SslServerAuthenticationOptions>? change = null
    )
    {
        var peer = new TlsPeer(await Eventually.Ends(server.AcceptAsync()));
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            RemoteCertificateValidationCallback = TrustAll,
        };
        change?.Invoke(options);
        return await peer.AuthenticateAsync(peer.Stream.AuthenticateAsServerAsync(options));
    }

    private async Task<TlsPeer> AuthenticateAsync(Task handshake)
    {
        try
        {
            await Eventually.Ends(handshake);
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private static bool TrustAll(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        sender is SslStream;

    /// <summary>Exactly so many bytes.</summary>
    public async Task<byte[]> ReadAsync(int count)
    {
        var bytes = new byte[count];
        await Eventually.Ends(Stream.ReadExactlyAsync(bytes).AsTask());
        return bytes;
    }

    /// <summary>Everything up to the end.</summary>
    public async Task<byte[]> ReadToEndAsync()
    {
        using var bytes = new MemoryStream();
        await Eventually.Ends(Stream.CopyToAsync(bytes));
        return bytes.ToArray();
    }

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

/// <summary>Endpoints with TLS.</summary>
internal static class TlsLab
{
    public static Task<Endpoint> TlsListenerAsync(this EndpointLab lab, TlsOptions? tls = null, TcpOptions? tcp = null) =>
        lab.TcpListenerAsync((tcp ?? new()) with { Tls = (tls ?? new()) with { Enabled = true } });

    public static EndpointDefinition TlsClient(Socket server, TlsOptions tls) =>
        EndpointLab.TcpClient(server.LocalEndPoint!, new() { Tls = tls with { Enabled = true } });

    /// <summary>A certificate of the workspace.</summary>
    public static Task<TlsCertificate> CertificateAsync(
        this EndpointLab lab,
        CertificateKeyType key = CertificateKeyType.EcdsaP256,
        params string[] names
    ) =>
        lab.Certificates.GenerateAsync(
            "",
            new() { Names = names.Length > 0 ? names : ["localhost", "127.0.0.1"], KeyType = key },
            CancellationToken.None
        );

    /// <summary>The connection's established TLS.</summary>
    public static async Task<TlsInfo> EstablishedAsync(this Endpoint endpoint)
    {
        var entry = await endpoint.Journal.EventAsync(EventType.TlsEstablished);
        return endpoint.Connections.Find(entry.ConnectionId)!.Tls!;
    }

    /// <summary>The sentence with which the first handshake failed.</summary>
    public static async Task<string> FailureAsync(this Endpoint endpoint)
    {
        var entry = await endpoint.Journal.EventAsync(EventType.TlsHandshakeFailed);
        Assert.Equal("tlsHandshakeFailed", entry.Event!.Code);
        await endpoint.Journal.FirstAsync(e =>
            e.ConnectionId == entry.ConnectionId && e.Event?.Type is EventType.ConnectionClosed or EventType.ConnectionReset
        );
        Assert.DoesNotContain(endpoint.Journal.ReadAll(), e => e.Kind == EntryKind.Data);
        return entry.Event.Message;
    }

    /// <summary>What a peer sees of a handshake that we end: nothing but the end, or an alert where the library sends one.</summary>
    public static async Task RefusedAsync(this Task<TlsPeer> peer)
    {
        byte[] read = [];
        var error = await Record.ExceptionAsync(async () =>
        {
            await using var open = await peer;
            read = await open.ReadToEndAsync();
        });
        Assert.True(error is null or AuthenticationException or IOException, $"{error}");
        Assert.Empty(read);
    }
}
