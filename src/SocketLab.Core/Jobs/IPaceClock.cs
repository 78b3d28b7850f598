using System.Diagnostics;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Jobs;

/// <summary>
/// The clock that a job keeps time by. The one exception to injected time: no timer of the framework is finer than a millisecond.
/// </summary>
internal interface IPaceClock
{
    /// <summary>Monotonic, in nanoseconds.</summary>
    long Now { get; }

    /// <summary>Readies the calling thread for exact sleeps.</summary>
    void Prepare();

    /// <summary>Sleeps until <paramref name="due"/>; perhaps shorter, and soon after <paramref name="wake"/> is set.</summary>
    void SleepUntil(long due, WaitHandle wake);
}

/// <summary>The clocks there are.</summary>
internal static class PaceClocks
{
    /// <summary>The best for this system, chosen once.</summary>
    public static IPaceClock Best { get; } = LibC.IsSupported ? new LinuxPaceClock() : new PortablePaceClock();

    /// <summary>The framework's monotonic clock in nanoseconds: CLOCK_MONOTONIC itself on Linux.</summary>
    public static long Now =>
        Stopwatch.Frequency == 1_000_000_000 ? Stopwatch.GetTimestamp() : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}
