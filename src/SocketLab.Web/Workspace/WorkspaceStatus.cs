using System.Collections.Concurrent;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Workspace;

/// <summary>What of the saved workspace this run uses, in order of what is saved.</summary>
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
    private volatile string? _salvage;
    private volatile string? _lock;
    private volatile bool _isAwaited;

    /// <summary>Wakes watchers when the notice changes.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>What of it this run uses.</summary>
    public WorkspaceUse Use { get; private set; }

    /// <summary>
    /// Whether it is still to be read, since another program has locked it. Until then nothing can be saved, and nothing is made that would
    /// have to be.
    /// </summary>
    public bool IsAwaited => _isAwaited;

    /// <summary>Whether another program has it locked, as far as is known.</summary>
    public bool IsLocked => _lock is not null;

    /// <summary>Whether what is done now is saved.</summary>
    public bool IsSaved => Use == WorkspaceUse.Full && !_isAwaited;

    /// <summary>What is not as it should be, and what that means; null when all is well.</summary>
    public string? Notice
    {
        get
        {
            string[] sentences =
            [
                .. ((string?[])[_restriction, _lock, _salvage]).OfType<string>(),
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
            Changed.Set();
        }
    }

    /// <summary>Another program has locked the workspace before it was read.</summary>
    /// <param name="path">The database.</param>
    internal void Await(string path)
    {
        _isAwaited = true;
        _lock =
            $"Another program has locked the saved workspace {path}. What is saved in it is taken up as soon as that program lets go; "
            + "until then nothing can be saved.";
        Changed.Set();
    }

    /// <summary>The workspace was read: it is not awaited any more.</summary>
    internal void Arrive()
    {
        if (_isAwaited)
        {
            _isAwaited = false;
            SetLocked(path: null);
        }
    }

    /// <summary>Another program has locked the workspace while it is in use, or has let go of it.</summary>
    /// <param name="path">The database; null: it is free.</param>
    /// <returns>Whether that is new.</returns>
    internal bool SetLocked(string? path)
    {
        if (IsAwaited || (path is null) == (_lock is null))
        {
            return false;
        }

        _lock = path is null ? null : $"Another program has locked the saved workspace {path}: nothing can be saved until it lets go.";
        Changed.Set();
        return true;
    }

    /// <summary>A damaged workspace was replaced by what could be read of it.</summary>
    internal void SetSalvage(WorkspaceSalvage salvage)
    {
        _salvage = salvage.Describe();
        Changed.Set();
    }

    /// <summary>Adds rows that were looked at.</summary>
    internal void Count(WorkspaceTable table, int unreadable, int all = 0) =>
        _rows.AddOrUpdate(table, (unreadable, all), (_, before) => (before.Unreadable + unreadable, before.All + all));

    /// <summary>Forgets the rows of a table, since it was emptied or is read anew.</summary>
    internal void Forget(WorkspaceTable table) => _rows.TryRemove(table, out _);

    private string? Describe(WorkspaceTable table) =>
        _rows.TryGetValue(table, out var rows) && rows.Unreadable > 0
            ? $"{rows.Unreadable} of {rows.All} {table.Content} could not be read; "
                + $"{(rows.Unreadable == 1 ? "it is" : "they are")} kept in the workspace (the server's log says why)."
            : null;
}
