using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SocketLab.Web.Workspace;

/// <summary>Takes SQLite's locks, and waits for other programs that have them without holding a thread.</summary>
/// <remarks>
/// The library's own waiting blocks a thread, up to half a minute a statement. Here the first statement of a transaction takes the
/// lock that the others need, so only it and the commit ever wait.
/// </remarks>
internal sealed class WorkspaceLock(SqliteConnection connection, TimeProvider time)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Begins to read. What a killed process left half written is undone first.</summary>
    /// <param name="timeout">How long to wait for others.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="WorkspaceLockedException">Another program would not let go.</exception>
    public async Task ReadAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        await RunAsync("BEGIN", timeout, cancellation);
        await RunAsync("SELECT 1 FROM sqlite_master LIMIT 1", timeout, cancellation);
    }

    /// <summary>Begins to write.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public async Task WriteAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        // Also a power cut right behind a save does not take it back: the folder, from which the journal goes, is synchronized too.
        await RunAsync("PRAGMA synchronous = EXTRA", timeout, cancellation);
        await RunAsync("BEGIN IMMEDIATE", timeout, cancellation);
    }

    /// <summary>Finds out whether nobody else reads or writes at this moment.</summary>
    /// <exception cref="WorkspaceLockedException">Somebody does.</exception>
    public async Task ProbeAsync(CancellationToken cancellation)
    {
        await RunAsync("BEGIN EXCLUSIVE", TimeSpan.Zero, cancellation);
        await RunAsync("ROLLBACK", TimeSpan.Zero, cancellation);
    }

    /// <summary>Makes what was written last. It waits for others who read.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task CommitAsync(TimeSpan timeout, CancellationToken cancellation) => RunAsync("COMMIT", timeout, cancellation);

    private async Task RunAsync(string statement, TimeSpan timeout, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, statement), connection.Handle);
                return;
            }
            catch (SqliteException error) when (error.IsLock())
            {
                if (time.GetElapsedTime(started) >= timeout)
                {
                    throw new WorkspaceLockedException(error);
                }
            }

            await Task.Delay(RetryInterval, time, cancellation);
        }
    }
}
