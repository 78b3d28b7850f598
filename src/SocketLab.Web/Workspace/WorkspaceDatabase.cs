using Microsoft.Data.Sqlite;
using SocketLab.Web.Settings;

namespace SocketLab.Web.Workspace;

/// <summary>The workspace's file: decides what of it this run uses, reads its tables row by row, and writes to it.</summary>
internal sealed partial class WorkspaceDatabase(
    DataDirectory data,
    WorkspaceStatus status,
    TimeProvider time,
    ILogger<WorkspaceDatabase> logger
)
{
    private readonly WorkspaceWriter _writer = new(data, status, time, logger);

    /// <summary>Opens the file, brings it to this version, and decides. Call it before anything else, again after it was locked.</summary>
    /// <param name="cancellation">Cancels it.</param>
    /// <exception cref="WorkspaceLockedException">Another program would not let go of it; nothing is decided.</exception>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        WorkspaceFile.Restrict(data.Database);
        try
        {
            var found = await InspectAsync(cancellation);
            string[] known = [.. WorkspaceMigrations.All.Select(migration => migration.Id)];
            if (found.Migrations.Except(known).LastOrDefault() is { } newer)
            {
                Restrict(WorkspaceUse.ReadOnly, $"a newer version of SocketLab has written it (migration {newer})");
            }
            else if (found.Migrations.Count < known.Length)
            {
                await using var connection = await WorkspaceFile.ConnectAsync(data.Database, create: true, cancellation);
                await WorkspaceMigrations.ApplyAsync(connection, cancellation);
            }

            if (found.UsesWal && status.Use == WorkspaceUse.Full)
            {
                await WorkspaceFile.UseRollbackJournalAsync(data.Database, cancellation);
            }
        }
        catch (WorkspaceException error)
        {
            Restrict(WorkspaceUse.None, error.Message, error);
        }
        catch (SqliteException error) when (error.IsLock())
        {
            throw new WorkspaceLockedException(error);
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
    /// <exception cref="WorkspaceLockedException">Another program would not let go of it.</exception>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(WorkspaceTable table, Func<long, StoredRow, T> read, CancellationToken cancellation)
    {
        var values = new List<T>();
        status.Forget(table);
        if (status.Use == WorkspaceUse.None)
        {
            return values;
        }

        try
        {
            await using var connection = await WorkspaceFile.ConnectAsync(data.Database, create: false, cancellation);
            await new WorkspaceLock(connection, time).ReadAsync(WorkspaceWriter.LockTimeout, cancellation);
            await using var command = connection.Command($"SELECT rowid AS \"row number\", * FROM \"{table.Name}\" ORDER BY rowid", []);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            RestrictWhereIncomplete(table, reader);
            while (await reader.ReadAsync(cancellation))
            {
                Read(table, reader, read, values);
            }
        }
        catch (SqliteException error) when (error.IsLock())
        {
            throw new WorkspaceLockedException(error);
        }
        catch (SqliteException error)
        {
            Restrict(WorkspaceUse.ReadOnly, $"its {table.Content} cannot be read ({error.Message})", error);
        }

        return values;
    }

    /// <inheritdoc cref="WorkspaceWriter.WriteAsync"/>
    public Task WriteAsync(Func<SqliteConnection, Task> write, CancellationToken cancellation) => _writer.WriteAsync(write, cancellation);

    private async Task<WorkspaceInspection> InspectAsync(CancellationToken cancellation)
    {
        try
        {
            return await WorkspaceFile.InspectAsync(data.Database, time, WorkspaceWriter.LockTimeout, cancellation);
        }
        catch (WorkspaceDamagedException error)
        {
            await SalvageAsync(error, cancellation);
            return await WorkspaceFile.InspectAsync(data.Database, time, WorkspaceWriter.LockTimeout, cancellation);
        }
    }

    private async Task SalvageAsync(WorkspaceDamagedException damage, CancellationToken cancellation)
    {
        try
        {
            var salvage = await WorkspaceSalvage.RunAsync(data.Database, damage.Message, time.GetUtcNow(), cancellation);
            status.SetSalvage(salvage);
            LogSalvaged(damage, data.Database, salvage.KeptAs, string.Join(", ", salvage.Rows.Select(t => $"{t.Rows} {t.Table.Content}")));
        }
        catch (Exception error)
            when (error is IOException or UnauthorizedAccessException || (error is SqliteException fault && !fault.IsLock()))
        {
            throw new WorkspaceException($"{damage.Message}, and could not be kept aside ({error.Message})", damage);
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

    [LoggerMessage(2005, LogLevel.Error, "The workspace {Path} is damaged; it is kept as {Kept}, and of it were taken over: {Rows}")]
    private partial void LogSalvaged(Exception error, string path, string kept, string rows);
}
