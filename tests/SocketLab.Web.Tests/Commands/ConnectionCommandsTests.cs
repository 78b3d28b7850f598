using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Support;

namespace SocketLab.Web.Tests.Commands;

public sealed class ConnectionCommandsTests(WebLab lab) : IClassFixture<WebLab>
{
    private ConnectionCommands Commands => lab.Services.GetRequiredService<ConnectionCommands>();

    /// <summary>The second change begins while the first has read the options and not yet written them.</summary>
    [Fact]
    public async Task A_change_of_options_does_not_undo_another_one()
    {
        var (id, port) = await lab.CreateAsync("tcpListener");
        using var peer = await Sockets.ConnectAsync(port);
        await Eventually.HoldsAsync(() => lab.Supervisor.Get(id).Connections.Open == 1);
        var connection = lab.Supervisor.Get(id).Connections.ListOpen()[0];
        var second = new Thread(() => Commands.Change(Callers.Operator, $"{connection.Id}", now => now with { SendTimeoutSeconds = 77 }));
        Commands.Change(Callers.Operator, $"{connection.Id}", now =>
        {
            second.Start();
            Assert.True(SpinWait.SpinUntil(IsWaitingOrDone, TimeSpan.FromSeconds(30)));
            return now with { KeepAliveSeconds = 88 };
        });
        Assert.True(second.Join(TimeSpan.FromSeconds(30)));
        Assert.Equal((77, 88), (connection.Options.SendTimeoutSeconds, connection.Options.KeepAliveSeconds));

        bool IsWaitingOrDone() => (second.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0;
    }
}
