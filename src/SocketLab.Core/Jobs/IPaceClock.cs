using System.Diagnostics;

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
    public static IPaceClock Best { get; } =
        OperatingSystem.IsLinux() && Environment.Is64BitProcess ? new LinuxPaceClock() : new PortablePaceClock();

    /// <summary>The framework's monotonic clock in nanoseconds: CLOCK_MONOTONIC itself on Linux.</summary>
    public static long Now =>
        Stopwatch.Frequency == 1_000_000_000 ? Stopwatch.GetTimestamp() : (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}

/// <summary>
/// Managed waits alone: a millisecond at a time, and a short spin at the end. What is late is caught up with, so the mean rate holds.
/// </summary>
internal sealed class PortablePaceClock : IPaceClock
{
    private const long Millisecond = 1_000_000;

    /// <summary>Little enough that a job of any rate spends most of its time waiting.</summary>
    private const long Spin = 20_000;

    /// <inheritdoc/>
    public long Now => PaceClocks.Now;

    /// <inheritdoc/>
    public void Prepare() { }

    /// <inheritdoc/>
    public void SleepUntil(long due, WaitHandle wake)
    {
        while (due - Now > Spin)
        {
            var left = Math.Clamp((due - Now) / Millisecond, 1, int.MaxValue);
            if (wake.WaitOne((int)left))
            {
                return;
            }
        }

        while (Now < due)
        {
            Thread.SpinWait(10);
        }
    }
}
