using System.Collections.Concurrent;

namespace SocketLab.Web.Workspace;

/// <summary>The rows of one table that this run has read or written, by id.</summary>
/// <remarks>
/// A write goes to the very row that was read: in a damaged table another one, which could not be read, may have the same id, and stays.
/// </remarks>
internal sealed class StoredTable(WorkspaceTable table, WorkspaceDatabase database)
{
    private readonly ConcurrentDictionary<string, RowPlace> _rows = new(StringComparer.Ordinal);

    /// <summary>Reads all rows that can be read, in the order in which they were added.</summary>
    /// <param name="read">Reads one.</param>
    /// <param name="id">The id of what was read.</param>
    /// <param name="cancellation">Cancels it.</param>
    public Task<IReadOnlyList<T>> LoadAsync<T>(Func<StoredRow, T> read, Func<T, string> id, CancellationToken cancellation)
    {
        _rows.Clear();
        return database.ReadAsync(
            table,
            (number, row) =>
            {
                var value = read(row);
                return _rows.TryAdd(id(value), new(number, row.Key(table)))
                    ? value
                    : throw new UnreadableRowException("another row has the same id");
            },
            cancellation
        );
    }

    /// <summary>Writes, all of it or nothing. It does nothing in a run that does not save.</summary>
    /// <param name="write">Writes.</param>
    /// <param name="cancellation">Cancels it; nothing has changed then.</param>
    /// <exception cref="Core.Definitions.NotSavedException">The database cannot be written.</exception>
    public async Task WriteAsync(Func<TableWrite, Task> write, CancellationToken cancellation)
    {
        TableWrite? written = null;
        await database.WriteAsync(connection => write(written = new TableWrite(table, _rows, connection, cancellation)), cancellation);
        if (written is null)
        {
            return;
        }

        foreach (var (id, place) in written.Changes)
        {
            if (place is null)
            {
                _rows.TryRemove(id, out _);
            }
            else
            {
                _rows[id] = place;
            }
        }
    }
}

/// <summary>Where a row is.</summary>
/// <param name="Number">Its <c>rowid</c>.</param>
/// <param name="Key">The value of the table's key: other programs may give out new numbers (<c>VACUUM</c>).</param>
internal sealed record RowPlace(long Number, object? Key);
