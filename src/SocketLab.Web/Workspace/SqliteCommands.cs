using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>
/// Short forms of running a statement. The text is always a constant of this program; what came from elsewhere is a parameter.
/// </summary>
internal static class SqliteCommands
{
    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public static async Task<int> ExecuteAsync(
        this SqliteConnection connection,
        string sql,
        CancellationToken cancellation,
        params IReadOnlyList<(string Name, object? Value)> parameters
    )
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first value that a query gives; null when there is none.</summary>
    public static async Task<object?> ValueAsync(
        this SqliteConnection connection,
        string sql,
        CancellationToken cancellation,
        params IReadOnlyList<(string Name, object? Value)> parameters
    )
    {
        await using var command = connection.Command(sql, parameters);
        return await command.ExecuteScalarAsync(cancellation) is { } value and not DBNull ? value : null;
    }

    /// <summary>The first column of all rows that a query gives, as text.</summary>
    public static async Task<IReadOnlyList<string>> ListAsync(this SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.Command(sql, []);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var values = new List<string>();
        while (await reader.ReadAsync(cancellation))
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    /// <summary>A command with its parameters.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "The text is a constant of this program")]
    public static SqliteCommand Command(
        this SqliteConnection connection,
        string sql,
        IReadOnlyList<(string Name, object? Value)> parameters
    )
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }
}
