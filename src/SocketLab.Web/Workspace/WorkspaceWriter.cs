using System.Data.Common;
using Microsoft.Data.Sqlite;
using SocketLab.Core.Definitions;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Workspace;

/// <summary>Writes to the workspace's file, one write at a time, and knows whether another program has locked it.</summary>
internal sealed partial class WorkspaceWriter(DataDirectory data, WorkspaceStatus status, TimeProvider time, ILogger logger)
{
    /// <summary>How long a save waits for another program that has locked the file, and so does a start.</summary>
    /// <remarks>Long enough for any program that writes, and short for a person who waits for a click.</remarks>
    public static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // Held over a whole write: writes of ours wait in order here, and only for other programs at the file.
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Once another program is known to have locked the file, nobody waits for it again until it was found free.</summary>
    private TimeSpan LockTimeoutNow => status.IsLocked ? TimeSpan.Zero : LockTimeout;

    /// <summary>Writes, all of it or nothing. It does nothing in a run that does not save.</summary>
    /// <param name="write">Writes through the connection, inside a transaction.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    /// <exception cref="NotSavedException">The disk is full or read-only, another program has locked the file, or it is not what it
    /// was.</exception>
    public async Task WriteAsync(Func<SqliteConnection, Task> write, CancellationToken cancellation)
    {
        if (status.IsAwaited)
        {
            throw new NotSavedException(new WorkspaceLockedException());
        }

        if (!status.IsSaved)
        {
            return;
        }

        await _writing.WaitAsync(cancellation);
        try
        {
            await WriteNowAsync(write, cancellation);
            SetLocked(false);
        }
        catch (Exception error) when (error is WorkspaceLockedException || (error is SqliteException refused && refused.IsLock()))
        {
            SetLocked(true);
            throw new NotSavedException(error as WorkspaceLockedException ?? new WorkspaceLockedException(error));
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            throw new NotSavedException(error);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task WriteNowAsync(Func<SqliteConnection, Task> write, CancellationToken cancellation)
    {
        // Not in an awaited block of its own: what is not committed when the connection is closed has not happened.
        await using var connection = await WorkspaceFile.ConnectAsync(data.Database, create: false, cancellation);
        var held = new WorkspaceLock(connection, time);
        await held.WriteAsync(LockTimeoutNow, cancellation);
        await write(connection);
        await held.CommitAsync(LockTimeoutNow, cancellation);
    }

    private void SetLocked(bool isLocked)
    {
        if (status.SetLocked(isLocked ? data.Database : null))
        {
            if (isLocked)
            {
                LogLocked(data.Database);
                _ = WatchLockAsync();
            }
            else
            {
                LogUnlocked(data.Database);
            }
        }
    }

    /// <summary>Finds out that the file is free again, though nobody saves. Never throws: it is awaited by nobody.</summary>
    private async Task WatchLockAsync()
    {
        while (status.IsLocked)
        {
            await Task.Delay(RetryInterval, time);
            await _writing.WaitAsync();
            try
            {
                await using var connection = await WorkspaceFile.ConnectAsync(data.Database, create: false, CancellationToken.None);
                await new WorkspaceLock(connection, time).ProbeAsync(CancellationToken.None);
                SetLocked(false);
            }
            catch (WorkspaceLockedException)
            {
                // Not yet.
            }
            catch (SqliteException)
            {
                // Not locked, but no better: the next save says why.
                SetLocked(false);
            }
            finally
            {
                _writing.Release();
            }
        }
    }

    [LoggerMessage(2006, LogLevel.Warning, "Another program has locked the workspace {Path}: nothing can be saved until it lets go")]
    private partial void LogLocked(string path);

    [LoggerMessage(2007, LogLevel.Information, "The workspace {Path} is free again: what is changed is saved")]
    private partial void LogUnlocked(string path);
}
