using System.Data.Common;
using Microsoft.Data.Sqlite;
using SocketLab.Core.Definitions;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Workspace;

/// <summary>The workspace's file: decides what of it this run uses, reads its tables row by row, and writes to it.</summary>
internal sealed partial class WorkspaceDatabase(DataDirectory data, WorkspaceStatus status, ILogger<WorkspaceDatabase> logger)
{
    /// <summary>Opens the file, brings it to this version, and decides. Call it once, before anything else. It never fails.</summary>
    /// <param name="cancellation">Cancels it.</param>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        WorkspaceFile.Restrict(data.Database);
        try
        {
            var applied = await WorkspaceFile.InspectAsync(data.Database, cancellation);
            string[] known = [.. WorkspaceMigrations.All.Select(migration => migration.Id)];
            if (applied.Except(known).LastOrDefault() is { } newer)
            {
                Restrict(WorkspaceUse.ReadOnly, $"a newer version of SocketLab has written it (migration {newer})");
            }
            else if (applied.Count < known.Length)
            {
                await using var connection = await ConnectAsync(SqliteOpenMode.ReadWriteCreate, cancellation);
                await WorkspaceMigrations.ApplyAsync(connection, cancellation);
            }
        }
        catch (WorkspaceException error)
        {
            Restrict(WorkspaceUse.None, error.Message, error);
        }
        catch (SqliteException error)
        {
            Restrict(WorkspaceUse.ReadOnly, $"it cannot be brought to this version ({error.Message})", error);
        }
    }

    /// <summary>Reads a table. A row that cannot be read is counted, logged and left as it is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="read">Reads one row; it gets the row's number (its <c>rowid</c>) besides.</param>
    /// <param name="cancellation">Cancels it.</param>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(WorkspaceTable table, Func<long, StoredRow, T> read, CancellationToken cancellation)
    {
        var values = new List<T>();
        if (status.Use == WorkspaceUse.None)
        {
            return values;
        }

        try
        {
            await using var connection = await ConnectAsync(SqliteOpenMode.ReadOnly, cancellation);
            await using var command = connection.Command($"SELECT rowid AS \"row number\", * FROM \"{table.Name}\" ORDER BY rowid", []);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            RestrictWhereIncomplete(table, reader);
            while (await reader.ReadAsync(cancellation))
            {
                Read(table, reader, read, values);
            }
        }
        catch (SqliteException error)
        {
            Restrict(WorkspaceUse.ReadOnly, $"its {table.Content} cannot be read ({error.Message})", error);
        }

        return values;
    }

    /// <summary>Writes, all of it or nothing. It does nothing in a run that does not save.</summary>
    /// <param name="write">Writes through the connection, inside a transaction.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    /// <exception cref="NotSavedException">The disk is full or read-only, or the file is not what it was.</exception>
    public async Task WriteAsync(Func<SqliteConnection, Task> write, CancellationToken cancellation)
    {
        if (!status.IsSaved)
        {
            return;
        }

        try
        {
            await using var connection = await ConnectAsync(SqliteOpenMode.ReadWrite, cancellation);
            await using var transaction = connection.BeginTransaction(deferred: false);
            await write(connection);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception error) when (error is DbException or IOException or UnauthorizedAccessException)
        {
            throw new NotSavedException(error);
        }
    }

    private void Read<T>(WorkspaceTable table, SqliteDataReader reader, Func<long, StoredRow, T> read, List<T> values)
    {
        var row = new StoredRow(reader);
        try
        {
            if (row.Number(WorkspaceTable.FormatColumn, otherwise: 1) is var format && format > WorkspaceTable.Format)
            {
                throw new UnreadableRowException($"a newer version of SocketLab has written it (format {format})");
            }

            values.Add(read(reader.GetInt64(0), row));
            status.Count(table, unreadable: 0, all: 1);
            if (row.Unknown.Count > 0)
            {
                LogUnknown(table.Name, row.Key(table), string.Join(", ", row.Unknown));
            }
        }
        catch (UnreadableRowException error)
        {
            status.Count(table, unreadable: 1, all: 1);
            LogUnreadable(table.Name, row.Key(table), error.Message);
        }
    }

    private void RestrictWhereIncomplete(WorkspaceTable table, SqliteDataReader reader)
    {
        var there = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName);
        if (table.Columns.Except(there, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } missing)
        {
            Restrict(WorkspaceUse.ReadOnly, $"its table {table.Name} has no column {missing}");
        }
    }

    private void Restrict(WorkspaceUse use, string reason, Exception? error = null)
    {
        status.Restrict(use, data.Database, reason);
        LogRestricted(error, data.Database, use, reason);
    }

    private async Task<SqliteConnection> ConnectAsync(SqliteOpenMode mode, CancellationToken cancellation)
    {
        var connection = new SqliteConnection(WorkspaceFile.ConnectionString(data.Database, mode));
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

    [LoggerMessage(2001, LogLevel.Error, "Nothing is saved in this run. Of the workspace {Path} is used: {Use}, since {Reason}")]
    private partial void LogRestricted(Exception? error, string path, WorkspaceUse use, string reason);

    [LoggerMessage(2003, LogLevel.Error, "A row of the workspace was left alone, {Table} {Id}: {Reason}")]
    private partial void LogUnreadable(string table, object? id, string reason);

    [LoggerMessage(
        2004,
        LogLevel.Warning,
        "A row of the workspace says what this version does not know and leaves alone, {Table} {Id}: {Paths}"
    )]
    private partial void LogUnknown(string table, object? id, string paths);
}
