using System.Runtime.InteropServices;

namespace SocketLab.Core.Definitions;

/// <summary>How many files and sockets this process may have open (RLIMIT_NOFILE, getrlimit(2)).</summary>
public static partial class OpenFileLimit
{
    /// <summary>With fewer, SocketLab does not start: the program alone holds some 350, mostly its own libraries.</summary>
    public const int Least = 512;

    private const int Unknown = 65_536;
    private const int OnLinux = 7,
        OnMacOS = 8;

    /// <summary>
    /// The limit in force, or a generous constant where the system has none to tell. The runtime raises it to the hard limit when it
    /// starts.
    /// </summary>
    public static int Current { get; } = Read();

    private static int Read()
    {
        if (!Environment.Is64BitProcess || !(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS()))
        {
            return Unknown;
        }

        var failed = Ask(OperatingSystem.IsMacOS() ? OnMacOS : OnLinux, out var limit) != 0;
        return failed ? Unknown : (int)Math.Min(limit.InForce, int.MaxValue);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int Ask(int resource, out Limit limit);

    /// <summary>struct rlimit</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong InForce;
        public ulong Highest;
    }
}
