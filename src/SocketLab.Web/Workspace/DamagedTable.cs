using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>Reads what can be read of a table in a damaged database.</summary>
/// <remarks>
/// Rows are read from the first one on until the damage, from the last one back until it, and then one by one in between. They are taken
/// as they are: whether one says what this version knows is found out when the workspace is read, as for every other row.
/// </remarks>
internal sealed class DamagedTable(WorkspaceTable table, SqliteConnection from)
{
    /// <summary>A gap that is longer is left: each row in it costs a search, and no workspace has so many.</summary>
    private const long MostSearched = 20_000;

    /// <summary>SQLITE_CONSTRAINT.</summary>
    private const int Constraint = 19;

    private readonly Dictionary<long, List<(string Column, object? Value)>> _rows = [];

    /// <summary>Copies the rows into a sound database, in their order.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> CopyAsync(SqliteConnection to, CancellationToken cancellation)
    {
        if (!await ReadAsync("ORDER BY rowid", cancellation))
        {
            var first = _rows.Keys.DefaultIfEmpty(0).Max();
            await ReadAsync("ORDER BY rowid DESC", cancellation);
            var last = _rows.Keys.Where(number => number > first).DefaultIfEmpty(first).Min();
            for (var number = first + 1; number < Math.Min(last, first + MostSearched); number++)
            {
                await ReadAsync(string.Create(CultureInfo.InvariantCulture, $"WHERE rowid = {number}"), cancellation);
            }
        }

        var copied = 0;
        foreach (var (_, values) in _rows.OrderBy(row => row.Key))
        {
            copied += await AddAsync(to, values, cancellation);
        }

        return copied;
    }

    /// <returns>Whether all that was asked for was read.</returns>
    private async Task<bool> ReadAsync(string which, CancellationToken cancellation)
    {
        try
        {
            await using var command = from.Command($"SELECT rowid AS \"row number\", * FROM \"{table.Name}\" {which}", []);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var columns = Enumerable
                .Range(0, reader.FieldCount)
                .Where(i => table.Columns.Contains(reader.GetName(i), StringComparer.OrdinalIgnoreCase))
                .ToList();
            while (await reader.ReadAsync(cancellation))
            {
                var number = reader.GetInt64(0);
                if (!_rows.TryAdd(number, [.. columns.Select(i => (reader.GetName(i), reader.IsDBNull(i) ? null : reader.GetValue(i)))]))
                {
                    return true;
                }
            }

            return true;
        }
        catch (Exception error) when (error is InvalidCastException || (error is SqliteException fault && !fault.IsLock()))
        {
            return false;
        }
    }

    private async Task<int> AddAsync(SqliteConnection to, List<(string Column, object? Value)> values, CancellationToken cancellation)
    {
        var columns = string.Join(", ", values.Select(value => $"\"{value.Column}\""));
        var parameters = values.Select((value, i) => (string.Create(CultureInfo.InvariantCulture, $"${i}"), value.Value)).ToList();
        try
        {
            return await to.ExecuteAsync(
                $"INSERT INTO \"{table.Name}\" ({columns}) VALUES ({string.Join(", ", parameters.Select(value => value.Item1))})",
                cancellation,
                parameters
            );
        }
        catch (SqliteException error) when (error.SqliteErrorCode == Constraint)
        {
            // Its key is missing, or another row has it: there is no place for it in a sound table.
            return 0;
        }
    }
}
