namespace SocketLab.Core.Jobs;

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
