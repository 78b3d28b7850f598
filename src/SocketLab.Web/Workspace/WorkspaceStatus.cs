using System.Collections.Concurrent;

namespace SocketLab.Web.Workspace;

/// <summary>What of the saved workspace this run uses.</summary>
internal enum WorkspaceUse
{
    /// <summary>It is read, and what is done is saved in it.</summary>
    Full,

    /// <summary>It is read, but not written: it is not quite what this version expects.</summary>
    ReadOnly,

    /// <summary>It is left alone.</summary>
    None,
}

/// <summary>What people must know about the workspace.</summary>
internal sealed class WorkspaceStatus
{
    private readonly ConcurrentDictionary<WorkspaceTable, (int Unreadable, int All)> _rows = [];
    private volatile string? _restriction;

    /// <summary>What of it this run uses.</summary>
    public WorkspaceUse Use { get; private set; }

    /// <summary>Whether what is done now is saved.</summary>
    public bool IsSaved => Use == WorkspaceUse.Full;

    /// <summary>What is not as it should be, and what that means; null when all is well.</summary>
    public string? Notice
    {
        get
        {
            string[] sentences =
            [
                .. _restriction is { } restriction ? [restriction] : Array.Empty<string>(),
                .. WorkspaceTable.All.Select(Describe).OfType<string>(),
            ];
            return sentences.Length > 0 ? string.Join(' ', sentences) : null;
        }
    }

    /// <summary>Uses less of the workspace than before. The first reason is the one that is told.</summary>
    /// <param name="use">What of it is used from now on.</param>
    /// <param name="path">The database.</param>
    /// <param name="reason">Why, behind a colon.</param>
    internal void Restrict(WorkspaceUse use, string path, string reason)
    {
        if (use > Use)
        {
            Use = use;
            _restriction ??=
                use == WorkspaceUse.None
                    ? $"The saved workspace {path} was left alone: {reason}. What you do now is not saved."
                    : $"The saved workspace {path} is read but not written: {reason}. What you change now is not saved.";
        }
    }

    /// <summary>Adds rows that were looked at.</summary>
    internal void Count(WorkspaceTable table, int unreadable, int all = 0) =>
        _rows.AddOrUpdate(table, (unreadable, all), (_, before) => (before.Unreadable + unreadable, before.All + all));

    /// <summary>Forgets the rows of a table, since it was emptied.</summary>
    internal void Forget(WorkspaceTable table) => _rows.TryRemove(table, out _);

    private string? Describe(WorkspaceTable table) =>
        _rows.TryGetValue(table, out var rows) && rows.Unreadable > 0
            ? $"{rows.Unreadable} of {rows.All} {table.Content} could not be read; "
                + $"{(rows.Unreadable == 1 ? "it is" : "they are")} kept in the workspace (the server's log says why)."
            : null;
}
