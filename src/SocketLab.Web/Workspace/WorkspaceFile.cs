using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>Looks into a workspace database without changing what it says, before anything may write to it.</summary>
internal static class WorkspaceFile
{
    /// <summary>How to open the file at <paramref name="path"/>.</summary>
    /// <remarks>Without a pool: nothing holds the file open between two writes, so that it can be copied at any time.</remarks>
    public static string ConnectionString(string path, SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false,
        }.ToString();

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

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            if (File.Exists(path))
            {
                File.SetUnixFileMode(path, File.GetUnixFileMode(path) & owner);
            }
            else
            {
                using var fresh = new FileStream(
                    path,
                    new FileStreamOptions
                    {
                        Mode = FileMode.CreateNew,
                        Access = FileAccess.Write,
                        UnixCreateMode = owner,
                    }
                );
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Somebody else's file, or no place for one: opening it will say so.
        }
    }

    /// <summary>The migrations that the file has, oldest first; none for a file that is not there or empty.</summary>
    /// <exception cref="WorkspaceException">The file is damaged or no database.</exception>
    public static async Task<IReadOnlyList<string>> InspectAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return [];
        }

        try
        {
            await using var connection = new SqliteConnection(ConnectionString(path, InspectionMode(path)));
            await connection.OpenAsync(cancellation);
            var verdict = await connection.ListAsync("PRAGMA quick_check(1)", cancellation);
            if (verdict is not ["ok"])
            {
                throw new WorkspaceException($"it is damaged ({string.Join(", ", verdict)})");
            }

            var history = await connection.ListAsync(
                $"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{WorkspaceMigrations.History}'",
                cancellation
            );
            return history.Count == 0
                ? []
                : await connection.ListAsync(
                    $"SELECT MigrationId FROM \"{WorkspaceMigrations.History}\" ORDER BY MigrationId",
                    cancellation
                );
        }
        catch (SqliteException error)
        {
            throw new WorkspaceException($"it cannot be read ({error.Message})", error);
        }
    }

    /// <summary>
    /// A process that was killed in the middle of a write leaves a journal beside the file, and SQLite undoes the half of it that was written
    /// when the file is next opened. That takes the right to write; without it such a file cannot be read at all.
    /// </summary>
    private static SqliteOpenMode InspectionMode(string path) =>
        File.Exists($"{path}-journal") || File.Exists($"{path}-wal") ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly;
}
