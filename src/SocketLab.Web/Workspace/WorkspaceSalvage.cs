using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>What became of a damaged workspace: it is kept aside, and what could be read of it is in a new one in its place.</summary>
/// <param name="Reason">What is wrong with the damaged one, behind a colon.</param>
/// <param name="KeptAs">Where it is kept, byte by byte as it was found.</param>
/// <param name="Rows">How many rows of each table were taken over.</param>
internal sealed record WorkspaceSalvage(string Reason, string KeptAs, IReadOnlyList<(WorkspaceTable Table, int Rows)> Rows)
{
    private const string KeptPrefix = "-damaged-";

    /// <summary>Kept files beside a workspace, the oldest first.</summary>
    public static IReadOnlyList<string> ListKept(string path) =>
        Directory.Exists(Path.GetDirectoryName(path))
            ?
            [
                .. Directory
                    .GetFiles(Path.GetDirectoryName(path)!, $"{Stem(path)}{KeptPrefix}*{Extension(path)}")
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Copies a damaged workspace aside, saves from it what can be read, and puts that in its place.</summary>
    /// <remarks>
    /// A kill at any moment costs nothing: the damaged file is whole until the new one takes its place at once, and is copied before.
    /// </remarks>
    /// <param name="path">The damaged database. Nobody has it open.</param>
    /// <param name="reason">What is wrong with it, behind a colon.</param>
    /// <param name="now">The time, for the name of the copy.</param>
    /// <param name="cancellation">Cancels it; the damaged file is then where it was.</param>
    /// <exception cref="IOException">There is no room, or no right to write; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    /// <exception cref="SqliteException">The same.</exception>
    public static async Task<WorkspaceSalvage> RunAsync(string path, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        var kept = FreeName(path, now);
        var fresh = $"{path}.new";
        var isOnlyCopy = false;
        try
        {
            foreach (var companion in (string[])["", .. WorkspaceFile.Companions])
            {
                if (File.Exists(path + companion))
                {
                    File.Copy(path + companion, kept + companion);
                }
            }

            File.Delete(fresh);
            WorkspaceFile.Restrict(fresh);
            var rows = await FillAsync(fresh, path, cancellation);
            foreach (var companion in WorkspaceFile.Companions)
            {
                // They belong to the damaged file, and would be played into the new one.
                isOnlyCopy = true;
                File.Delete(path + companion);
            }

            File.Move(fresh, path, overwrite: true);
            return new(reason, kept, rows);
        }
        catch
        {
            Remove(fresh);
            if (!isOnlyCopy)
            {
                Remove(kept);
            }

            throw;
        }
    }

    /// <summary>What happened, in sentences for people.</summary>
    public string Describe()
    {
        string[] taken =
        [
            .. Rows.Where(table => table.Rows > 0)
                .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Rows} {table.Table.Content}")),
        ];
        return $"The saved workspace could not be used: {Reason}. "
            + (taken.Length == 0 ? "Nothing in it could be read" : $"What could be read of it was taken over ({string.Join(", ", taken)})")
            + $"; the damaged file is kept as {KeptAs}.";
    }

    private static async Task<IReadOnlyList<(WorkspaceTable Table, int Rows)>> FillAsync(
        string fresh,
        string damaged,
        CancellationToken cancellation
    )
    {
        await using var to = await WorkspaceFile.ConnectAsync(fresh, create: true, cancellation);
        await WorkspaceMigrations.ApplyAsync(to, cancellation);
        await using var from = await WorkspaceFile.ConnectAsync(damaged, create: false, cancellation);

        // Which lets SQLite read on where the file is shorter than it says, or one of its tables cannot be understood. Nothing is written.
        await from.ListAsync("PRAGMA writable_schema = ON", cancellation);
        var rows = new List<(WorkspaceTable, int)>();
        await using var transaction = to.BeginTransaction(deferred: false);
        foreach (var table in WorkspaceTable.All)
        {
            rows.Add((table, await new DamagedTable(table, from).CopyAsync(to, cancellation)));
        }

        await transaction.CommitAsync(cancellation);
        return rows;
    }

    private static string FreeName(string path, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Enumerable
            .Range(1, int.MaxValue)
            .Select(number => number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}"))
            .Select(suffix => Path.Combine(Path.GetDirectoryName(path)!, $"{Stem(path)}{KeptPrefix}{time}{suffix}{Extension(path)}"))
            .First(name => !File.Exists(name));
    }

    private static string Stem(string path) => Path.GetFileNameWithoutExtension(path);

    private static string Extension(string path) => Path.GetExtension(path);

    private static void Remove(string file)
    {
        foreach (var companion in (string[])["", .. WorkspaceFile.Companions])
        {
            try
            {
                File.Delete(file + companion);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // What made the whole fail may make this fail too.
            }
        }
    }
}
