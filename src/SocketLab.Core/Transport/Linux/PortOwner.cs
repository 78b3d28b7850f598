using System.Globalization;

namespace SocketLab.Core.Transport.Linux;

/// <summary>
/// Finds out who has a port, as far as the system tells: proc(5) names the sockets, and whose they are where we may look.
/// </summary>
internal static class PortOwner
{
    /// <summary>The answer when the port is one of our own.</summary>
    public const string Ourselves = "another endpoint here";

    private const string Listening = "0A";

    /// <summary>Such as <c>python3 (process 4711)</c> or <c>another endpoint here</c>; null when it cannot be told.</summary>
    public static string? Find(bool udp, int port)
    {
        if (!OperatingSystem.IsLinux() || port == 0)
        {
            return null;
        }

        try
        {
            var inodes = Inodes(udp, port);
            var process =
                inodes.Count == 0 ? null : Directory.EnumerateDirectories("/proc").FirstOrDefault(directory => Holds(directory, inodes));
            return process is null ? null
                : Path.GetFileName(process) == Environment.ProcessId.ToString(CultureInfo.InvariantCulture) ? Ourselves
                : $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is none of our business.
            return null;
        }
    }

    /// <summary>
    /// The sockets on that port. Columns: number, local address:port in hex, remote, state, queues, timer, retransmits, uid, timeout,
    /// inode.
    /// </summary>
    private static HashSet<string> Inodes(bool udp, int port)
    {
        var suffix = $":{port.ToString("X4", CultureInfo.InvariantCulture)}";
        string[] tables = udp ? ["/proc/net/udp", "/proc/net/udp6"] : ["/proc/net/tcp", "/proc/net/tcp6"];
        return
        [
            .. tables
                .Where(File.Exists)
                .SelectMany(table => File.ReadLines(table).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns =>
                    columns.Length > 9 && columns[1].EndsWith(suffix, StringComparison.Ordinal) && (udp || columns[3] == Listening)
                )
                .Select(columns => $"socket:[{columns[9]}]"),
        ];
    }

    private static bool Holds(string directory, HashSet<string> inodes)
    {
        if (!char.IsAsciiDigit(Path.GetFileName(directory)[0]))
        {
            return false;
        }

        try
        {
            return Directory
                .EnumerateFiles(Path.Combine(directory, "fd"))
                .Any(file => new FileInfo(file).LinkTarget is { } target && inodes.Contains(target));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
