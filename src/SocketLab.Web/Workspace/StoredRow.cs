using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>The row of the workspace that is being read.</summary>
/// <remarks>
/// SQLite keeps any type of value in any column, and a file may lack a column: each value is looked at before it is taken.
/// </remarks>
internal sealed class StoredRow(SqliteDataReader reader)
{
    private readonly List<string> _unknown = [];

    /// <summary>JSON paths of what the row says and this version does not know.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    /// <summary>What tells the row apart in its table; null when that is missing.</summary>
    public object? Key(WorkspaceTable table) => Value(table.Key);

    /// <summary>The text in a column.</summary>
    /// <exception cref="UnreadableRowException">There is none.</exception>
    public string Text(string column) => Value(column) as string ?? throw new UnreadableRowException($"there is no text in {column}");

    /// <summary>The whole number in a column, or what is said when the table has no such column.</summary>
    /// <exception cref="UnreadableRowException">There is something else.</exception>
    public long Number(string column, long otherwise) =>
        Value(column) switch
        {
            long number => number,
            null => otherwise,
            _ => throw new UnreadableRowException($"there is no whole number in {column}"),
        };

    /// <summary>The bytes in a column; null when it is empty.</summary>
    /// <exception cref="UnreadableRowException">There is something else.</exception>
    public byte[]? Bytes(string column) =>
        Value(column) switch
        {
            byte[] bytes => bytes,
            null => null,
            _ => throw new UnreadableRowException($"there are no bytes in {column}"),
        };

    /// <summary>The time in a column, UTC.</summary>
    /// <exception cref="UnreadableRowException">There is none.</exception>
    public DateTime Time(string column) =>
        DateTime.TryParse(
            Text(column),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw new UnreadableRowException($"there is no time in {column}");

    /// <summary>The value that a column has as JSON. What is unknown in it is left out and listed in <see cref="Unknown"/>.</summary>
    /// <exception cref="UnreadableRowException">It is none of this version.</exception>
    public T Json<T>(string column)
        where T : class
    {
        try
        {
            var value = StoredJson.Read<T>(Text(column), out var unknown);
            _unknown.AddRange(unknown);
            return value;
        }
        catch (JsonException error)
        {
            throw new UnreadableRowException($"{column} cannot be read: {error.Message}", error);
        }
    }

    private object? Value(string column)
    {
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (reader.GetName(i).Equals(column, StringComparison.OrdinalIgnoreCase))
            {
                return reader.IsDBNull(i) ? null : reader.GetValue(i);
            }
        }

        return null;
    }
}

/// <summary>One row of the workspace is damaged, or from a newer version. It stays where it is, and everything else is read.</summary>
internal sealed class UnreadableRowException(string message, Exception? inner = null) : Exception(message, inner);
