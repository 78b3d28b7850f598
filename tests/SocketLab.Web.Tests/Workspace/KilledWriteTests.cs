using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Tests.Workspace;

/// <summary>A kill in the middle of a write costs that write and nothing else.</summary>
public sealed class KilledWriteTests
{
    /// <summary>With a cache of one page SQLite writes to the file before the transaction ends, and so needs its journal.</summary>
    private const string Write = """
        import os, signal, sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE Endpoints SET Definition = 'half'")
        db.execute("CREATE TABLE Filler (Text)")
        for _ in range(200):
            db.execute("INSERT INTO Filler VALUES (?)", ("x" * 5000,))
        os.kill(os.getpid(), signal.SIGKILL)
        """;

    [Fact]
    public async Task What_was_saved_before_is_there_and_saving_goes_on()
    {
        using var data = new TempFolder();
        await using (var lab = new WebLab(data.Path))
        {
            for (var i = 0; i < 20; i++)
            {
                await lab.CreateAsync("udpListener", start: false);
            }
        }

        await KillWriterAsync(data.Database);
        Assert.NotEqual(0, new FileInfo($"{data.Database}-journal").Length);
        await using (var lab = new WebLab(data.Path))
        {
            Assert.Null(lab.Services.GetRequiredService<WorkspaceStatus>().Notice);
            Assert.Equal(20, lab.Supervisor.List().Count);
            await lab.CreateAsync("udpListener", start: false);
        }

        await using (var lab = new WebLab(data.Path))
        {
            Assert.Equal(21, lab.Supervisor.List().Count);
        }
    }

    private static async Task KillWriterAsync(string database)
    {
        using var writer = Process.Start(new ProcessStartInfo("python3", ["-c", Write, database]))!;
        await Eventually.Ends(writer.WaitForExitAsync());
        Assert.Equal(128 + 9, writer.ExitCode);
    }
}
