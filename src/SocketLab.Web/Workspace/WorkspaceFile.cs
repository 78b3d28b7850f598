using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>Looks into a workspace database without changing a byte of it, before anything may write to it.</summary>
internal static class WorkspaceFile
{
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
            await using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder
                {
                    DataSource = path,
                    Mode = SqliteOpenMode.ReadOnly,
                    Pooling = false,
                }.ToString()
            );
            await connection.OpenAsync(cancellation);
            var verdict = await ReadAsync(connection, "PRAGMA quick_check(1)", cancellation);
            if (verdict is not ["ok"])
            {
                throw new WorkspaceException($"it is damaged ({string.Join(", ", verdict)})");
            }

            var hasHistory = await ReadAsync(
                connection,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsHistory'",
                cancellation
            );
            return hasHistory.Count == 0
                ? []
                : await ReadAsync(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId", cancellation);
        }
        catch (SqliteException error)
        {
            throw new WorkspaceException($"it cannot be read ({error.Message})", error);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // constants of this file
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
