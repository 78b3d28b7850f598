using SocketLab.Core.Numbers;

namespace SocketLab.Core.Definitions;

/// <summary>How many files and sockets this process may have open (RLIMIT_NOFILE).</summary>
public static class OpenFileLimit
{
    /// <summary>Descriptors kept for everything that is not a connection: the web host, the database, log files.</summary>
    public const int Reserve = 256;

    /// <summary>The soft limit, or a generous constant where the system has none to tell.</summary>
    public static int Current { get; } = Read();

    private static int Read()
    {
        const int unknown = 65_536;
        const string row = "Max open files";
        if (!OperatingSystem.IsLinux())
        {
            return unknown;
        }

        // proc(5): "Max open files            1024                 524288               files"
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(l => l.StartsWith(row, StringComparison.Ordinal));
        var soft = line?[row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return WholeNumber.TryRead<int>(soft, out var limit) ? limit : unknown;
    }
}
