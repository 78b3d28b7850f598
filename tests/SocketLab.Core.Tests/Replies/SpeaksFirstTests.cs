using System.Text;
using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Tests.Transport.Tls;

namespace SocketLab.Core.Tests.Replies;

/// <summary>Rules that speak when a connection opens, as FTP, SMTP, SSH and daytime do.</summary>
public sealed class SpeaksFirstTests
{
    private static readonly ReplyRule Banner = Connected(@"220 ready\r\n");

    [Fact]
    public async Task A_listener_greets_each_connection_once_and_answers_then()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp(ReplyTests.Rule("quit", "bye"), Banner));
        using var first = await Sockets.ConnectAsync(listener.Bound);
        using var second = await Sockets.ConnectAsync(listener.Bound);
        Assert.Equal("220 ready\r\n"u8.ToArray(), await first.ReadAsync(11));
        Assert.Equal("220 ready\r\n"u8.ToArray(), await second.ReadAsync(11));
        first.Send("quit"u8);
        Assert.Equal("bye"u8.ToArray(), await first.ReadAsync(3));
        Assert.Equal([1, 2], listener.Statistics.ReplyHits);
        await Eventually.HoldsAsync(() => listener.Statistics.RepliesSent == 3);
    }

    [Fact]
    public async Task A_client_speaks_first_each_time_that_it_connects()
    {
        await using var lab = new EndpointLab();
        using var server = Sockets.Listen();
        var client = await lab.StartAsync(
            EndpointLab.TcpClient(server.LocalEndPoint!) with
            {
                Reply = [Connected("hello {{counter}} ", template: true)],
            }
        );
        using (var peer = await Eventually.Ends(server.AcceptAsync()))
        {
            Assert.Equal("hello 1 "u8.ToArray(), await peer.ReadAsync(8));
        }

        await lab.Supervisor.StopAsync(client.Id, CancellationToken.None);
        await lab.Supervisor.StartAsync(client.Id, CancellationToken.None);
        using var again = await Eventually.Ends(server.AcceptAsync());
        Assert.Equal("hello 2 "u8.ToArray(), await again.ReadAsync(8));
    }

    [Fact]
    public async Task Daytime_says_the_time_and_closes()
    {
        await using var lab = new EndpointLab();
        var preset = ReplyPreset.All.Single(one => one.Name == "Daytime, on connect");
        var listener = await lab.StartAsync(ReplyTests.Tcp([.. preset.Rules]));
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        Assert.Matches(@"^\w+, \w+ \d+, \d{4} \d\d:\d\d:\d\d UTC\r\n$", Encoding.ASCII.GetString(await peer.ReadToEndAsync()));
    }

    [Fact]
    public async Task Several_speak_in_their_order_when_they_go_on()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp(Connected("a") with { Continue = true }, Connected("b"), Connected("never")));
        using var peer = await Sockets.ConnectAsync(listener.Bound);
        Assert.Equal("ab"u8.ToArray(), await peer.ReadAsync(2));
        Assert.Equal([1, 1, 0], listener.Statistics.ReplyHits);
    }

    [Fact]
    public async Task With_tls_it_speaks_after_the_handshake()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp(Banner) with { Tcp = new() { Tls = new() { Enabled = true } } });
        await using var peer = await TlsPeer.ConnectAsync(listener);
        Assert.Equal("220 ready\r\n"u8.ToArray(), await peer.ReadAsync(11));
    }

    [Fact]
    public async Task Two_of_ours_may_greet_each_other_and_one_may_answer()
    {
        // A greeting is said once a connection: it cannot go round. Answers to it can, and are protected as ever.
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp(Banner));
        var client = await lab.StartAsync(
            EndpointLab.TcpClient(listener.Bound!) with
            {
                Reply = [Connected("EHLO"), new() { Echo = true }],
            }
        );
        await Eventually.HoldsAsync(listener.Journal.Changed, () =>
            listener.Journal.ReadAll().Bytes(EntryDirection.In).Length == "EHLO".Length + "220 ready\r\n".Length
        );
        Assert.Empty(client.Journal.Events(EventType.ReplySkipped));
    }

    [Fact]
    public async Task A_rule_that_comes_later_greets_later_connections_alone()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.StartAsync(ReplyTests.Tcp());
        using var early = await Sockets.ConnectAsync(listener.Bound);
        await listener.Journal.EventAsync(EventType.ConnectionOpened);
        await lab.Supervisor.UpdateAsync(listener.Id, listener.Definition with { Reply = [Banner] }, CancellationToken.None);
        using var late = await Sockets.ConnectAsync(listener.Bound);
        Assert.Equal("220 ready\r\n"u8.ToArray(), await late.ReadAsync(11));
        Assert.Equal(0, early.Available);
    }

    private static ReplyRule Connected(string data, bool template = false) =>
        new()
        {
            When = new() { Type = ReplyMatch.Connected },
            Payload = new() { Data = data, Template = template },
        };
}
