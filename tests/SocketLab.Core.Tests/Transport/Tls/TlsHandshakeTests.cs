using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Tests.Transport.Tls;

/// <summary>A handshake that fails says why, in words.</summary>
public sealed class TlsHandshakeTests : IAsyncDisposable
{
    private readonly EndpointLab _lab = new();
    private readonly Socket _server = Sockets.Listen();

    public async ValueTask DisposeAsync()
    {
        _server.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task Versions_that_do_not_meet_are_named_on_both_sides()
    {
        var listener = await _lab.TlsListenerAsync(new() { MinimumVersion = TlsVersion.Tls13 });
        await TlsPeer.ConnectAsync(listener, options => options.EnabledSslProtocols = SslProtocols.Tls12).RefusedAsync();
        Assert.Contains(
            "no version of TLS suits both sides: we speak TLS 1.3 only",
            await listener.FailureAsync(),
            StringComparison.Ordinal
        );

        var certificate = await _lab.CertificateAsync();
        var refusing = TlsPeer
            .AcceptAsync(_server, certificate.Leaf, options => options.EnabledSslProtocols = SslProtocols.Tls12)
            .RefusedAsync();
        var client = await _lab.Supervisor.CreateAsync(
            TlsLab.TlsClient(_server, new() { MinimumVersion = TlsVersion.Tls13 }),
            start: true,
            CancellationToken.None
        );
        await refusing;
        Assert.Contains("no version of TLS suits both sides", client.Fault!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_shared_cipher_suite_is_named_on_both_sides()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only OpenSSL lets a program choose.");
        var ecdsa = await _lab.CertificateAsync();
        var listener = await _lab.TlsListenerAsync(new() { CertificateId = ecdsa.Id });
        await TlsPeer
            .ConnectAsync(listener, options =>
            {
                options.EnabledSslProtocols = SslProtocols.Tls12;
#pragma warning disable CA1416 // asked above
                options.CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]);
#pragma warning restore CA1416
            })
            .RefusedAsync();
        Assert.Contains("no cipher suite suits both sides", await listener.FailureAsync(), StringComparison.Ordinal);

        var refusing = TlsPeer
            .AcceptAsync(_server, ecdsa.Leaf, options =>
            {
                options.EnabledSslProtocols = SslProtocols.Tls12;
#pragma warning disable CA1416 // asked above
                options.CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]);
#pragma warning restore CA1416
            })
            .RefusedAsync();
        var client = await _lab.Supervisor.CreateAsync(
            TlsLab.TlsClient(_server, new() { TrustAny = true }),
            start: true,
            CancellationToken.None
        );
        await refusing;
        Assert.Contains("no cipher suite suits both sides", client.Fault!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: lab\r\n\r\n", "the peer does not speak TLS but plain HTTP; it began with \"GET / HTTP/1.1")]
    [InlineData("hello\n", "the peer does not speak TLS but plain text; it began with \"hello")]
    [InlineData(
        "\u0001\u0002\u0000\u0000\u0000\u00ff\u00fe\u0003\u0004\u0005",
        "the peer does not speak TLS but something else; it began with \""
    )]
    public async Task Peer_that_does_not_speak_TLS_is_told_apart(string says, string sentence)
    {
        var listener = await _lab.TlsListenerAsync();
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        await peer.SendAsync(Encoding.Latin1.GetBytes(says));
        peer.Shutdown(SocketShutdown.Send);
        Assert.Contains(sentence, await listener.FailureAsync(), StringComparison.Ordinal);
        Assert.Equal(EndpointState.Running, listener.State);
    }

    [Theory]
    [InlineData(
        40,
        "no cipher suite suits both sides, says the peer (alert handshake_failure)",
        "it requires a client certificate, or no cipher suite suits both sides (alert handshake_failure)"
    )]
    [InlineData(
        42,
        "the peer refused our certificate: it does not trust who issued it (alert bad_certificate)",
        "it requires a client certificate, or no cipher suite"
    )]
    [InlineData(45, "the peer refused our certificate: it has expired", "the peer refused our client certificate: it has expired")]
    [InlineData(
        48,
        "the peer refused our certificate: it does not trust who issued it (alert unknown_ca)",
        "the peer gave up (alert unknown_ca)"
    )]
    [InlineData(70, "no version of TLS suits both sides, says the peer", "no version of TLS suits both sides, says the peer")]
    [InlineData(112, "does not know the server name", "does not know the server name")]
    [InlineData(116, "requires a client certificate, and we showed none", "requires a client certificate, and we showed none")]
    public async Task Alert_of_the_peer_is_put_into_words(byte alert, string toListener, string toClient)
    {
        byte[] record = [0x15, 3, 3, 0, 2, 2, alert];
        var answering = Task.Run(async () =>
        {
            using var client = await _server.AcceptAsync();
            var header = await client.ReadAsync(5);
            var hello = await client.ReadAsync((header[3] << 8) | header[4]);
            await client.SendAsync(record);
            await client.ReadToEndAsync();
            return (byte[])[.. header, .. hello];
        });
        var refused = await _lab.Supervisor.CreateAsync(TlsLab.TlsClient(_server, new()), start: true, CancellationToken.None);
        var greeting = await Eventually.Ends(answering);
        Assert.Contains(toClient, refused.Fault!.Message, StringComparison.Ordinal);

        var listener = await _lab.TlsListenerAsync();
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        await peer.SendAsync(greeting);
        Assert.Equal(0x16, (await peer.ReadAsync(1))[0]);
        await peer.SendAsync(record);
        peer.Shutdown(SocketShutdown.Send);
        Assert.Contains(toListener, await listener.FailureAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Client_tells_a_plain_server()
    {
        var greeting = Task.Run(async () =>
        {
            using var peer = await _server.AcceptAsync();
            await peer.SendAsync("220 mail.lab ready\r\n"u8.ToArray());
            await peer.ReadToEndAsync();
        });
        var client = await _lab.Supervisor.CreateAsync(TlsLab.TlsClient(_server, new()), start: true, CancellationToken.None);
        await Eventually.Ends(greeting);
        Assert.Equal((EndpointState.Faulted, FaultCode.TlsHandshakeFailed), (client.State, client.Fault!.Code));
        Assert.Contains("does not speak TLS but plain text; it began with \"220 mail.lab", client.Fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Peer_that_closes_or_resets_in_the_middle_is_told_apart()
    {
        var silent = await _lab.TlsListenerAsync();
        (await Sockets.ConnectAsync(silent.Bound)).Dispose();
        Assert.Contains("the peer closed the connection without a word", await silent.FailureAsync(), StringComparison.Ordinal);

        var half = await _lab.TlsListenerAsync();
        using (var peer = await Sockets.ConnectAsync(half.Bound))
        {
            await peer.SendAsync((byte[])[0x16, 3, 1, 2, 0, 1, 0]);
        }

        Assert.Contains("the peer closed the connection in the middle of it", await half.FailureAsync(), StringComparison.Ordinal);

        var reset = await _lab.TlsListenerAsync();
        var rude = await Sockets.ConnectAsync(reset.Bound);
        await rude.SendAsync((byte[])[0x16, 3, 1, 2, 0, 1, 0]);
        await Eventually.HoldsAsync(() => reset.Connections.ListLive().Count == 1);
        rude.Abort();
        Assert.Contains("the peer reset the connection (RST)", await reset.FailureAsync(), StringComparison.Ordinal);
        Assert.Equal(CloseReason.PeerReset, reset.Connections.List()[0].CloseReason);
    }

    [Fact]
    public async Task Silent_peer_and_one_byte_at_a_time_end_at_the_time_out_and_hold_nobody_up()
    {
        var time = new FakeTimeProvider();
        await using var lab = new EndpointLab(time);
        var listener = await lab.TlsListenerAsync(new() { HandshakeTimeoutSeconds = 3 });
        using var silent = await Sockets.ConnectAsync(listener.Bound);
        using var slow = await Sockets.ConnectAsync(listener.Bound);
        await slow.SendAsync((byte[])[0x16]);
        await Eventually.HoldsAsync(() => listener.Connections.ListLive().Count == 2);

        // Both are still at it, and a third one is served.
        await using var third = await TlsPeer.ConnectAsync(listener);
        await listener.EstablishedAsync();
        await listener.SendAsync("hi"u8.ToArray(), null, CancellationToken.None);
        Assert.Equal("hi"u8.ToArray(), await third.ReadAsync(2));
        Assert.Equal(2, listener.Connections.List().Count(c => c.State == ConnectionState.Connecting));
        await Eventually.HoldsAsync(time, () => listener.Journal.Events(EventType.TlsHandshakeFailed).Count == 2);
        var messages = listener.Journal.Events(EventType.TlsHandshakeFailed).Select(e => e.Event!.Message).ToList();
        Assert.Contains(messages, message => message.Contains("the peer said nothing for 3 s", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("the peer did not finish it within 3 s", StringComparison.Ordinal));
        Assert.Empty(await silent.ReadToEndAsync());
        Assert.Equal(1, listener.Connections.Open);
    }

    [Fact]
    public async Task Handshakes_count_as_connections()
    {
        var listener = await _lab.TlsListenerAsync(tcp: new() { MaxConnections = 2 });
        using var first = await Sockets.ConnectAsync(listener.Bound);
        using var second = await Sockets.ConnectAsync(listener.Bound);
        await Eventually.HoldsAsync(() => listener.Connections.Open == 2);
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            using var third = await Sockets.ConnectAsync(listener.Bound);
            await third.ReadToEndAsync();
        });
        await listener.Journal.EventAsync(EventType.ConnectionRejected);
    }

    [Fact]
    public async Task Stop_ends_handshakes_at_once_and_without_blame()
    {
        var listener = await _lab.TlsListenerAsync();
        using var silent = await Sockets.ConnectAsync(listener.Bound);
        await Eventually.HoldsAsync(() => listener.Connections.Open == 1);
        var connection = listener.Connections.ListLive()[0];
        await Assert.ThrowsAsync<ConnectionClosedException>(() => connection.SendAsync("x"u8.ToArray(), CancellationToken.None));
        Assert.Throws<ConnectionClosedException>(connection.ShutdownSend);
        await Eventually.Ends(_lab.Supervisor.StopAsync(listener.Id, CancellationToken.None));
        Assert.Equal(CloseReason.Closed, connection.CloseReason);
        Assert.DoesNotContain(EventType.TlsHandshakeFailed, listener.Journal.EventTypes());
    }

    [Fact]
    public async Task Stop_gives_up_a_clients_handshake()
    {
        var creating = _lab.Supervisor.CreateAsync(TlsLab.TlsClient(_server, new()), start: true, CancellationToken.None);
        using var silent = await _server.AcceptAsync();
        var client = _lab.Supervisor.List()[0];
        await Eventually.HoldsAsync(() => client.Connections.Open == 1);
        await Eventually.Ends(_lab.Supervisor.StopAsync(client.Id, CancellationToken.None));
        await Eventually.Ends(creating);
        Assert.Equal((EndpointState.Stopped, null), (client.State, client.Fault));
    }

    [Fact]
    public async Task No_shared_application_protocol_is_named()
    {
        var listener = await _lab.TlsListenerAsync(new() { Alpn = ["lab/1"] });
        await TlsPeer.ConnectAsync(listener, options => options.ApplicationProtocols = [new("other")]).RefusedAsync();
        Assert.Contains(
            "no application protocol (ALPN) suits both sides; we take lab/1",
            await listener.FailureAsync(),
            StringComparison.Ordinal
        );
    }
}
