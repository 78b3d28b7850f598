namespace SocketLab.Core.Transport.Linux;

/// <summary>Whose a socket is: proc(5) links each program's descriptors to what they stand for, where we may look.</summary>
internal static class ProcessSockets
{
    /// <summary>The programs that hold some sockets, as they are found: a folder of <c>/proc</c> and the socket's number.</summary>
    /// <param name="inodes">The sockets' numbers.</param>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static IEnumerable<(string Process, string Inode)> Find(IReadOnlySet<string> inodes)
    {
        Dictionary<string, string> links = inodes.ToDictionary(inode => $"socket:[{inode}]");
        return links.Count == 0
            ? []
            : Directory
                .EnumerateDirectories("/proc")
                .Where(process => char.IsAsciiDigit(Path.GetFileName(process)[0]))
                .SelectMany(process => Held(process).Where(links.ContainsKey).Select(link => (process, links[link])));
    }

    /// <summary>What a program calls itself (comm): its first 15 bytes.</summary>
    /// <exception cref="IOException">It ended while we looked.</exception>
    public static string NameOf(string process) => File.ReadAllText(Path.Combine(process, "comm")).Trim();

    private static IReadOnlyList<string> Held(string process)
    {
        try
        {
            return [.. Directory.EnumerateFiles(Path.Combine(process, "fd")).Select(file => new FileInfo(file).LinkTarget ?? "")];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It ended while we looked, or is none of our business.
            return [];
        }
    }
}
