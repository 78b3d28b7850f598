using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Tests.ViewState.Connections;

public sealed class ClientViewTests
{
    private const string To = "localhost:7 at 127.0.0.1";

    private static readonly DateTime Now = new(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc);
    private static readonly EndpointDefinition Client = new()
    {
        Kind = EndpointKind.TcpClient,
        Remote = new() { Host = "localhost", Port = 7 },
    };

    [Theory]
    [InlineData(EndpointState.Stopped, "Connect", null)]
    [InlineData(EndpointState.Faulted, "Connect", null)]
    [InlineData(EndpointState.Starting, null, "Give up")]
    [InlineData(EndpointState.Running, null, "Close")]
    [InlineData(EndpointState.Stopping, null, null)]
    public void Connecting_and_closing_are_two_things(EndpointState state, string? connect, string? close)
    {
        var view = ClientView.Of(Client, new(state, null, null, null), To, Now)!;
        Assert.Equal((connect, close), (view.Connect, view.Close));
    }

    [Theory]
    [InlineData(2300, "connects again in 3 s")]
    [InlineData(1, "connects again in 1 s")]
    [InlineData(0, "connecting again")]
    [InlineData(-100, "connecting again")]
    public void A_client_that_waits_says_for_how_long_and_can_be_told_not_to(int milliseconds, string waits)
    {
        var view = ClientView.Of(
            Client,
            new(EndpointState.Starting, null, null, null) { NextAttemptAt = Now.AddMilliseconds(milliseconds) },
            To,
            Now
        )!;
        Assert.Equal(("Connect now", "Give up", $"C{waits[1..]}"), (view.Connect, view.Close, view.Text));
    }

    [Fact]
    public void Closing_says_whether_it_is_for_good()
    {
        EndpointStatus running = new(EndpointState.Running, null, null, null);
        Assert.DoesNotContain("again", ClientView.Of(Client, running, To, Now)!.CloseMeaning, StringComparison.Ordinal);
        Assert.Contains(
            "do not connect again",
            ClientView.Of(Client with { Tcp = new() { Reconnect = true } }, running, To, Now)!.CloseMeaning,
            StringComparison.Ordinal
        );
        Assert.Null(ClientView.Of(new EndpointDefinition { Kind = EndpointKind.UdpSender }, running, To, Now));
    }

    [Fact]
    public void It_says_whom_it_reached_or_why_nobody()
    {
        Assert.Equal(
            "Connected to localhost:7 at 127.0.0.1",
            ClientView.Of(Client, new(EndpointState.Running, null, null, null), To, Now)!.Text
        );
        Assert.Equal(
            "Not connected. Nobody listens.",
            ClientView
                .Of(
                    Client,
                    new(EndpointState.Faulted, new(Core.Faults.FaultCode.ConnectionRefused, "Nobody listens.", ""), null, null),
                    To,
                    Now
                )!
                .Text
        );
    }
}
