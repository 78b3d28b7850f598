using System.Net.Sockets;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Tests.ViewState.Connections;

public sealed class ConnectionOptionsFormTests(WebLab lab) : IClassFixture<WebLab>
{
    [Fact]
    public async Task Edits_reach_the_connection_and_wrong_ones_say_what_is_wrong_and_change_nothing()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, WebLab.Soon());
        await lab.UntilAsync(id, endpoint => endpoint.Connections.Open == 1);
        var connection = lab.Supervisor.Get(id).Connections.ListOpen()[0];
        var form = new ConnectionOptionsForm(connection.Options);
        Assert.False(form.IsChanged);

        (form.NoDelay, form.Linger) = (false, "5");
        Assert.True(form.IsChanged);
        form.Refresh(connection.Options with { SendTimeoutSeconds = 7 });
        Assert.False(form.NoDelay);
        Assert.True(form.Apply(connection.Change));
        Assert.Equal((false, 5), (connection.Options.NoDelay, connection.Options.LingerSeconds));
        Assert.False(form.IsChanged);

        form.KeepAliveSeconds = 40_000;
        Assert.False(form.Apply(connection.Change));
        Assert.Contains("out of range", form.Errors["keepAliveSeconds"], StringComparison.Ordinal);
        form.Linger = "soon";
        Assert.False(form.Apply(connection.Change));
        Assert.Contains("lingerSeconds", form.Errors);
        Assert.Equal(60, connection.Options.KeepAliveSeconds);
        form.Undo();
        Assert.Empty(form.Errors);

        await connection.Reset();
        form.SendTimeoutSeconds = 1;
        Assert.Throws<ConnectionClosedException>(() => form.Apply(connection.Change));
    }

    [Fact]
    public void What_others_change_appears_unless_somebody_edits()
    {
        var form = new ConnectionOptionsForm(new ConnectionOptions());
        form.Refresh(new ConnectionOptions { SendTimeoutSeconds = 7 });
        Assert.Equal((7, false), (form.SendTimeoutSeconds, form.IsChanged));
    }

    [Theory]
    [InlineData(-1, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(184, "3:04")]
    [InlineData(7384, "2:03:04")]
    [InlineData(439_384, "5 d 02:03")]
    public void Ages_are_short(double seconds, string text) => Assert.Equal(text, Elapsed.Format(TimeSpan.FromSeconds(seconds)));
}
