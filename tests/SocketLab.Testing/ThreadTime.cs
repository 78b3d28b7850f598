using System.Runtime.InteropServices;

namespace SocketLab.Testing;

/// <summary>Processor time of the thread: how much work something is, however busy the machine.</summary>
public static partial class ThreadTime
{
    private const int ThreadCpuTime = 3;

    /// <summary>What this thread has used so far; see clock_gettime(2), CLOCK_THREAD_CPUTIME_ID.</summary>
    public static TimeSpan Used =>
        ClockGetTime(ThreadCpuTime, out var time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000)
            : throw new PlatformNotSupportedException("This system has no clock of a thread's processor time.");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
