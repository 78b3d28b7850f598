using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>Writes to one table, inside a transaction.</summary>
internal sealed class TableWrite(
    WorkspaceTable table,
    IReadOnlyDictionary<string, RowPlace> rows,
    SqliteConnection connection,
    CancellationToken cancellation
)
{
    private readonly Dictionary<string, RowPlace?> _changes = new(StringComparer.Ordinal);

    /// <summary>Where rows are once the transaction is committed, by id; null for those that are gone.</summary>
    public IReadOnlyDictionary<string, RowPlace?> Changes => _changes;

    private string Where => $"WHERE rowid = $place AND {table.Key} IS $key";

    /// <summary>The text in a column of a row; null when there is no such row.</summary>
    public async Task<string?> TextAsync(string id, string column) =>
        Find(id) is { } place
            ? await connection.ValueAsync($"SELECT {column} FROM {table.Name} {Where}", cancellation, At(place)) as string
            : null;

    /// <summary>The greatest number in a column, or 0. What is no number there counts as 0.</summary>
    public async Task<long> MaxAsync(string column) =>
        Convert.ToInt64(
            await connection.ValueAsync($"SELECT MAX(CAST({column} AS INTEGER)) FROM {table.Name}", cancellation),
            CultureInfo.InvariantCulture
        );

    /// <summary>Changes the row with this id, or adds one.</summary>
    /// <param name="id">The id.</param>
    /// <param name="values">Column and value, the key first. The format is added to them.</param>
    public async Task SaveAsync(string id, params IReadOnlyList<(string Column, object? Value)> values)
    {
        values = [.. values, (WorkspaceTable.FormatColumn, WorkspaceTable.Format)];
        (string, object?)[] parameters = [.. values.Select(value => ($"${value.Column}", value.Value))];
        if (Find(id) is { } place)
        {
            var changes = string.Join(", ", values.Select(value => $"{value.Column} = ${value.Column}"));
            var changed = await connection.ExecuteAsync(
                $"UPDATE {table.Name} SET {changes} {Where}",
                cancellation,
                [.. parameters, .. At(place)]
            );
            if (changed > 0)
            {
                return;
            }
        }

        var columns = string.Join(", ", values.Select(value => value.Column));
        var names = string.Join(", ", parameters.Select(parameter => parameter.Item1));
        var number = await connection.ValueAsync(
            $"INSERT INTO {table.Name} ({columns}) VALUES ({names}) RETURNING rowid",
            cancellation,
            parameters
        );
        _changes[id] = new RowPlace(Convert.ToInt64(number, CultureInfo.InvariantCulture), values[0].Value);
    }

    /// <summary>Writes one value of a row, if the row is there.</summary>
    public async Task SetAsync(string id, string column, object value)
    {
        if (Find(id) is { } place)
        {
            await connection.ExecuteAsync(
                $"UPDATE {table.Name} SET {column} = $value {Where}",
                cancellation,
                [("$value", value), .. At(place)]
            );
        }
    }

    /// <summary>Removes a row, if it is there.</summary>
    public async Task DeleteAsync(string id)
    {
        if (Find(id) is { } place)
        {
            await connection.ExecuteAsync($"DELETE FROM {table.Name} {Where}", cancellation, At(place));
            _changes[id] = null;
        }
    }

    /// <summary>Removes all rows, also those that could not be read.</summary>
    public async Task ClearAsync()
    {
        await connection.ExecuteAsync($"DELETE FROM {table.Name}", cancellation);
        foreach (var id in rows.Keys)
        {
            _changes[id] = null;
        }
    }

    private RowPlace? Find(string id) => _changes.TryGetValue(id, out var changed) ? changed : rows.GetValueOrDefault(id);

    private static (string, object?)[] At(RowPlace place) => [("$place", place.Number), ("$key", place.Key)];
}
