using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>Opens a workspace database, and looks into it before anything may write to it.</summary>
internal static class WorkspaceFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>What SQLite puts beside a database while it is written: a journal to undo by, or a log and its index.</summary>
    public static IReadOnlyList<string> Companions { get; } = ["-journal", "-wal", "-shm"];

    /// <summary>How long SQLite's library waits for a lock that <see cref="WorkspaceLock"/> has not taken before, in seconds.</summary>
    private const int BusyTimeoutSeconds = 1;

    /// <summary>Opens the file.</summary>
    /// <remarks>
    /// Always to write, also where it is only read: a process that was killed in the middle of a write left a journal beside the file, and
    /// undoing that half takes the right to write. SQLite opens a file that is write-protected to read all the same. Without a pool:
    /// nothing holds the file open between two writes, so that it can be copied at any time.
    /// </remarks>
    /// <param name="path">The database.</param>
    /// <param name="create">Whether it is made when it is not there.</param>
    /// <param name="cancellation">Cancels it.</param>
    public static async Task<SqliteConnection> ConnectAsync(string path, bool create, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = BusyTimeoutSeconds,
            }.ToString()
        );
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Keeps the file to its owner, since it holds private keys, and makes it so if it is not there. What SQLite puts beside it follows it.
    /// </summary>
    public static void Restrict(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            // There a file in the user's own folder is.
            return;
        }

        try
        {
            if (File.Exists(path))
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) & Owner);
            }
            else
            {
                using var fresh = new FileStream(
                    path,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        UnixCreateMode = Owner,
                    }
                );
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody else's file, or no place for one: opening it will say so.
        }
    }

    /// <summary>Looks for damage, and what the file is like.</summary>
    /// <param name="path">The database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="timeout">How long to wait for other programs.</param>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="WorkspaceDamagedException">The file is damaged or no database.</exception>
    /// <exception cref="WorkspaceLockedException">Another program would not let go of it.</exception>
    /// <exception cref="WorkspaceException">The file cannot be read for another reason.</exception>
    public static async Task<WorkspaceInspection> InspectAsync(
        string path,
        TimeProvider time,
        TimeSpan timeout,
        CancellationToken cancellation
    )
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return new([], UsesWal: false);
        }

        try
        {
            await using var connection = await ConnectAsync(path, create: false, cancellation);
            await new WorkspaceLock(connection, time).ReadAsync(timeout, cancellation);
            var verdict = await connection.ListAsync("PRAGMA quick_check(1)", cancellation);
            if (verdict is not ["ok"])
            {
                throw new WorkspaceDamagedException($"it is damaged ({string.Join(", ", verdict)})");
            }

            var history = await connection.ListAsync(
                $"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{WorkspaceMigrations.History}'",
                cancellation
            );
            var migrations =
                history.Count == 0
                    ? []
                    : await connection.ListAsync(
                        $"SELECT MigrationId FROM \"{WorkspaceMigrations.History}\" ORDER BY MigrationId",
                        cancellation
                    );
            return new(migrations, await connection.ListAsync("PRAGMA journal_mode", cancellation) is ["wal"]);
        }
        catch (SqliteException error) when (error.IsLock())
        {
            throw new WorkspaceLockedException(error);
        }
        catch (SqliteException error) when (error.IsDamage())
        {
            throw new WorkspaceDamagedException($"it is damaged ({error.Message})", error);
        }
        catch (SqliteException error)
        {
            throw new WorkspaceException($"it cannot be read ({error.Message})", error);
        }
    }

    /// <summary>
    /// Lets SQLite undo a write by its rollback journal, as it does unless another program has told the file otherwise (WAL): so all of the
    /// workspace is in this one file between two writes.
    /// </summary>
    public static async Task UseRollbackJournalAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await ConnectAsync(path, create: false, cancellation);
            await connection.ListAsync("PRAGMA journal_mode = DELETE", cancellation);
        }
        catch (SqliteException)
        {
            // Somebody else has it open, or it is write-protected: it works with either.
        }
    }
}

/// <summary>What a workspace's file is like.</summary>
/// <param name="Migrations">The migrations that it has, oldest first; none for a file that is not there or empty.</param>
/// <param name="UsesWal">Whether another program has told SQLite to write a log beside the file instead of undoing by a journal.</param>
internal sealed record WorkspaceInspection(IReadOnlyList<string> Migrations, bool UsesWal);
