using System.Globalization;
using System.Net;

namespace SocketLab.Core.Transport.Linux;

/// <summary>
/// Finds out who has a port, as far as the system tells: proc(5) names the sockets, and whose they are where we may look.
/// </summary>
internal static class PortOwner
{
    /// <summary>The answer when the port is one of our own.</summary>
    public const string Ourselves = "another endpoint here";

    /// <summary>Such as <c>python3 (process 4711)</c> or <c>another endpoint here</c>; null when it cannot be told.</summary>
    public static string? Find(bool udp, IPEndPoint target)
    {
        var sockets = Sockets(udp, target);
        if (NameOf(sockets.Where(socket => udp || socket.IsListening)) is { } owner)
        {
            return owner;
        }

        // A connection alone is in the way where its program did not ask to share the port; ours always do.
        return NameOf(sockets) is { } other && other != Ourselves ? other : null;
    }

    /// <summary>Whether no program has a TCP port, and the system still ends connections of one that has gone or closed them.</summary>
    /// <param name="target">The address and port.</param>
    /// <param name="left">For how long it keeps those that have ended (TIME-WAIT); null where none has yet.</param>
    public static bool IsLeftBehind(IPEndPoint target, out TimeSpan? left)
    {
        var sockets = Sockets(udp: false, target);
        left = sockets.Max(socket => socket.Left);
        return sockets.Count > 0 && sockets.All(socket => socket.Inode is null);
    }

    private static IReadOnlyList<PortSocket> Sockets(bool udp, IPEndPoint target)
    {
        try
        {
            return OperatingSystem.IsLinux() && target.Port != 0 ? PortTable.Read(udp, target) : [];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is none of our business.
            return [];
        }
    }

    private static string? NameOf(IEnumerable<PortSocket> sockets)
    {
        try
        {
            var (process, _) = ProcessSockets.Find(sockets.Select(socket => socket.Inode).OfType<string>().ToHashSet()).FirstOrDefault();
            return process is null ? null
                : Path.GetFileName(process) == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) ? Ourselves
                : $"{ProcessSockets.NameOf(process)} (process {Path.GetFileName(process)})";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is none of our business.
            return null;
        }
    }
}
