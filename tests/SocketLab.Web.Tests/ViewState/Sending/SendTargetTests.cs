using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Tests.ViewState.Sending;

public sealed class SendTargetTests : IAsyncDisposable
{
    private static readonly SendRequest Hello = new() { Payload = new PayloadText { Data = "Hello" } };

    private readonly EndpointLab _lab = new();
    private readonly ComposerState _composing = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Fact]
    public async Task A_datagram_goes_where_it_was_typed_or_else_to_the_default()
    {
        var target = new SendTarget(await _lab.UdpListenerAsync(), null, _composing, "127.0.0.1:7");
        Assert.Equal(new RemoteAddress { Host = "127.0.0.1", Port = 7 }, target.Address(Hello).To);
        Assert.Equal($"api/endpoints/{target.Endpoint.Id}/send?host=127.0.0.1&port=7", target.UploadAddress);
        _composing.To = "localhost:9";
        Assert.Equal(new RemoteAddress { Host = "localhost", Port = 9 }, target.Address(Hello).To);
        _composing.To = "nowhere";
        Assert.Throws<FormatException>(() => target.Address(Hello));
        Assert.False(target.Plan().IsPossible);
    }

    [Fact]
    public async Task A_stream_goes_to_all_that_are_open()
    {
        var target = new SendTarget(await _lab.TcpListenerAsync(), null, _composing, null);
        Assert.Equal(Hello, target.Address(Hello));
        Assert.False(target.Source.IsConnection);
        Assert.Equal(EndpointKind.TcpListener, target.Kind);
        Assert.True(target.IsRunning);
        await _lab.Supervisor.StopAsync(target.Endpoint.Id, CancellationToken.None);
        Assert.Equal((false, "Start the endpoint to send from it."), (target.IsRunning, target.WhyNotRunning));
    }
}
