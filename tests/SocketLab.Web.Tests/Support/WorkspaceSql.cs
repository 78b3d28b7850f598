using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Tests.Support;

/// <summary>Looks into a workspace, and changes it, behind SocketLab's back.</summary>
internal static class WorkspaceSql
{
    private static readonly string[] Tables = ["Endpoints", "Payloads", "SentPayloads", "Certificates"];

    /// <summary>Makes a database of one of the files in <c>Workspace/Schemas</c>, as the version of that schema wrote it.</summary>
    public static void Create(string database, string schema) =>
        Execute(database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Workspace", "Schemas", schema + ".sql")));

    public static void Execute(string database, string sql)
    {
        using var connection = Open(database, SqliteOpenMode.ReadWriteCreate);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Every row of every table, each column as <c>name=value</c>.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string database)
    {
        using var connection = Open(database, SqliteOpenMode.ReadOnly);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var table in Tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT '{table}' AS \"table\", * FROM {table}";
            try
            {
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Text(reader.GetValue(i))}")]);
                }
            }
            catch (SqliteException) when (!Exists(connection, table))
            {
                // An older schema does not have it.
            }
        }

        return rows;
    }

    /// <summary>What the tables and indexes are like, without blanks and line ends.</summary>
    public static IReadOnlyList<string> Schema(string database)
    {
        using var connection = Open(database, SqliteOpenMode.ReadOnly);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> '__EFMigrationsLock' ORDER BY name";
        using var reader = command.ExecuteReader();
        var statements = new List<string>();
        while (reader.Read())
        {
            statements.Add(string.Concat(reader.GetString(0).Where(c => !char.IsWhiteSpace(c))));
        }

        return statements;
    }

    /// <summary>Fails unless each of the rows is there still, with the columns that it had.</summary>
    public static void MustHold(string database, IEnumerable<IReadOnlyList<string>> before)
    {
        var left = Rows(database).ToList();
        foreach (var row in before)
        {
            var place = left.FindIndex(other => row.All(other.Contains));
            Assert.True(place >= 0, $"Lost or changed: {string.Join(", ", row)}");
            left.RemoveAt(place);
        }
    }

    private static bool Exists(SqliteConnection connection, string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM sqlite_master WHERE name = '{table}'";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture) > 0;
    }

    private static string Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    private static SqliteConnection Open(string database, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = database,
                Mode = mode,
                Pooling = false,
            }.ToString()
        );
        connection.Open();
        return connection;
    }
}
