using Microsoft.Data.Sqlite;

namespace SocketLab.Web.Workspace;

/// <summary>The workspace's file is there and cannot be used; the message says why, behind a colon.</summary>
internal class WorkspaceException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What is in the workspace's file is damaged, or it is no database: waiting mends nothing.</summary>
internal sealed class WorkspaceDamagedException(string message, Exception? inner = null) : WorkspaceException(message, inner);

/// <summary>Another program has locked the workspace's file and did not let go in time.</summary>
internal sealed class WorkspaceLockedException(Exception? inner = null) : Exception("another program has locked it", inner);

/// <summary>What an error of SQLite means for the workspace (https://sqlite.org/rescode.html).</summary>
internal static class SqliteFaults
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    /// <summary>Somebody else has locked the file.</summary>
    public static bool IsLock(this SqliteException error) => error.SqliteErrorCode is Busy or Locked;

    /// <summary>The file itself is damaged, rather than the way to it.</summary>
    public static bool IsDamage(this SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase;
}
