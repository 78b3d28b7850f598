using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Helps a process to its end on a machine that is busy with other work.</summary>
public static class ProcessEnd
{
    /// <summary>A nice value, as in sched(7): the less, the earlier.</summary>
    private const int NiceBeforeOthers = -10;

    /// <summary>
    /// Lets all threads of the process go before those of others, where the system permits that (CAP_SYS_NICE): freeing a gigabyte of
    /// journals and the datagrams that still wait in the kernel is work too, and with a small share of the processor it takes seconds.
    /// </summary>
    public static void Hurry()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
            {
                if (WholeNumber.TryRead<uint>(Path.GetFileName(thread), out var id))
                {
                    _ = LibC.SetPriority(0, id, NiceBeforeOthers);
                }
            }
        }
        catch (IOException)
        {
            // No descriptor left to look with, or a thread has ended meanwhile.
        }
    }

    /// <summary>
    /// Ends the process at once. On Linux without the runtime's own end, which waits for what may not come; the system takes back sockets
    /// and memory by itself.
    /// </summary>
    /// <param name="code">The exit code.</param>
    public static void Now(int code)
    {
        if (OperatingSystem.IsLinux())
        {
            LibC.Exit(code);
        }

        Environment.Exit(code);
    }
}
