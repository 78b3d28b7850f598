using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Tests.ViewState.Endpoints;

public sealed class ReceiveBufferHintTests
{
    private const int Requested = 64 << 20;

    private static readonly EndpointDefinition Listener = new()
    {
        Kind = EndpointKind.UdpListener,
        Local = new(),
        Udp = new() { ReceiveBufferBytes = Requested },
    };

    [Theory]
    [InlineData(null)]
    [InlineData(Requested)]
    [InlineData(Requested + 1)]
    public void Without_a_socket_or_with_all_that_was_asked_for_there_is_no_hint(int? granted) =>
        Assert.Null(ReceiveBufferHint.Of(Listener, granted, kernelDrops: 5));

    [Fact]
    public void A_smaller_buffer_is_said_with_the_command_that_mends_it()
    {
        var hint = ReceiveBufferHint.Of(Listener, 4 << 20, kernelDrops: 0)!;
        Assert.StartsWith("The receive buffer has 4.2 MB; 67.1 MB were asked for.", hint.Text, StringComparison.Ordinal);
        Assert.Equal(("sysctl -w net.core.rmem_max=67108864", false), (hint.Command, hint.IsProminent));
    }

    [Fact]
    public void It_is_prominent_once_datagrams_were_dropped()
    {
        var hint = ReceiveBufferHint.Of(Listener, 4 << 20, kernelDrops: 1)!;
        Assert.True(hint.IsProminent);
        Assert.Contains("were dropped here", hint.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_says_nothing_about_Unix_sockets() =>
        Assert.Null(ReceiveBufferHint.Of(Listener with { Local = new() { Address = "unix:a.sock" } }, 4096, kernelDrops: 1));
}
