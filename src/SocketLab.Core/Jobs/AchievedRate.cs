namespace SocketLab.Core.Jobs;

/// <summary>How fast a job really sends, in messages a second of the time that it was not paused.</summary>
/// <remarks>
/// From burst to burst: ten messages, one a second, take nine seconds. So what went first is not counted, and neither is the time before
/// it. Flat out there is no such thing as an interval, and all counts.
/// </remarks>
/// <param name="interval">Between bursts, in nanoseconds; 0 flat out.</param>
internal sealed class AchievedRate(double interval)
{
    private long _counted;
    private long _span;
    private long _first = -1;
    private long _last;

    /// <summary>A burst begins, or flat out: something was sent.</summary>
    public void Mark(long now)
    {
        _first = _first < 0 ? now : _first;
        _last = now;
    }

    /// <summary>Messages of the burst that was marked last.</summary>
    public void Count(int messages) => _counted += interval == 0 || _last > _first ? messages : 0;

    /// <summary>The time from here to the next mark does not count.</summary>
    public void Pause()
    {
        _span += _first < 0 ? 0 : _last - _first;
        _first = -1;
    }

    /// <summary>Messages a second.</summary>
    /// <param name="now">The time while the job runs, so that a job that is held up shows; null otherwise.</param>
    public double PerSecond(long? now)
    {
        var open = _first < 0 ? 0 : Math.Max(_last, (now ?? _last) - (long)interval) - _first;
        var span = _span + open;
        return span <= 0 ? 0 : _counted * 1e9 / span;
    }
}
