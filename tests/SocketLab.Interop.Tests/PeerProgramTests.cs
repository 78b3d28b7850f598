using System.Globalization;
using System.Net;

namespace SocketLab.Interop.Tests;

/// <summary>Who is at the other side, where that is a program of this machine.</summary>
public sealed class PeerProgramTests
{
    [Fact]
    public async Task A_connection_names_the_program_that_opened_it_also_after_that_has_ended()
    {
        await using var lab = new EndpointLab();
        var listener = await lab.TcpListenerAsync();
        var python = Tool.Start(
            "python3",
            "-u",
            "-c",
            $"import os, socket, sys\ns = socket.create_connection(('{IPAddress.Loopback}', {listener.Bound!.Port}))\n"
                + "print('pid', os.getpid())\nsys.stdin.read()\n"
        );
        await python.SaysAsync("pid ");
        await Eventually.HoldsAsync(lab.Supervisor.Programs.Changed, () => listener.Connections.List() is [{ PeerProgram: not null }]);
        var connection = Assert.Single(listener.Connections.List());
        var pid = int.Parse(python.Output.Split("pid ")[1], CultureInfo.InvariantCulture);
        await python.DisposeAsync();
        Assert.StartsWith("python3", connection.PeerProgram!.Name, StringComparison.Ordinal);
        Assert.Equal((pid, false), (connection.PeerProgram.ProcessId, connection.PeerProgram.IsOurselves));
    }
}
