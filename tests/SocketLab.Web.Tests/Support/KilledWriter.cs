using System.Diagnostics;

namespace SocketLab.Web.Tests.Support;

/// <summary>Another program that writes to a workspace and is killed in the middle of it (SIGKILL).</summary>
internal static class KilledWriter
{
    /// <summary>
    /// With a cache of one page SQLite writes to the file before the transaction ends, and so needs its journal. In the other mode, where a
    /// log is written beside the file, one change is committed to the log before.
    /// </summary>
    private const string Write = """
        import os, signal, sqlite3, sys
        db = sqlite3.connect(sys.argv[1], isolation_level=None)
        db.execute("PRAGMA journal_mode = " + sys.argv[2])
        db.execute("PRAGMA cache_size = 1")
        if sys.argv[2] == "WAL":
            db.execute("UPDATE Endpoints SET Definition = json_set(Definition, '$.name', 'replayed')")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE Endpoints SET Definition = 'half'")
        db.execute("CREATE TABLE Filler (Text)")
        for _ in range(200):
            db.execute("INSERT INTO Filler VALUES (?)", ("x" * 5000,))
        os.kill(os.getpid(), signal.SIGKILL)
        """;

    /// <param name="database">The workspace, with endpoints in it.</param>
    /// <param name="mode">SQLite's journal mode.</param>
    public static async Task RunAsync(string database, string mode = "DELETE")
    {
        using var writer = Process.Start(new ProcessStartInfo("python3", ["-c", Write, database, mode]))!;
        await Eventually.Ends(writer.WaitForExitAsync());
        Assert.Equal(128 + 9, writer.ExitCode);
    }
}
