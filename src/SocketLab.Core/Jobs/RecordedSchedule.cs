namespace SocketLab.Core.Jobs;

/// <summary>The schedule of messages that were seen before: with their gaps, or with all of them longer or shorter alike.</summary>
/// <remarks>
/// Due times are absolute, so lateness never adds up. A sender that fell further behind than <see cref="PaceSchedule.CatchUp"/> goes on
/// from where it is, which is counted.
/// </remarks>
internal sealed class RecordedSchedule : IPaceSchedule
{
    private readonly IReadOnlyList<long> _offsets;
    private readonly double _speed;
    private readonly long _total;
    private readonly long _round;
    private long _base;
    private long _next;

    /// <summary>Begins with the first message at once.</summary>
    /// <param name="offsets">When each message was seen, in nanoseconds behind the first; one at least, and none before its predecessor.
    /// </param>
    /// <param name="speed">How many times as fast as they were seen; more than 0.</param>
    /// <param name="rounds">How often all of them are sent; null: without end.</param>
    /// <param name="now">The clock's time.</param>
    public RecordedSchedule(IReadOnlyList<long> offsets, double speed, long? rounds, long now)
    {
        (_offsets, _speed, _base) = (offsets, speed, now);
        _total = rounds is { } count ? count * offsets.Count : long.MaxValue;

        // From the last to the first of the next round: as long as they are apart on the average, so that a loop keeps their rate.
        const long second = 1_000_000_000;
        _round = offsets.Count > 1 ? offsets[^1] + Math.Max(offsets[^1] / (offsets.Count - 1), 1) : second;
    }

    /// <inheritdoc/>
    public double Interval => _round / _speed / _offsets.Count;

    /// <inheritdoc/>
    public int Rebased { get; private set; }

    /// <inheritdoc/>
    public long TakeDue(long now)
    {
        if (_next < _total && now - DueAt(_next) is > PaceSchedule.CatchUp and var late)
        {
            Rebased++;
            _base += late;
        }

        var taken = 0L;
        while (_next < _total && DueAt(_next) <= now)
        {
            (_next, taken) = (_next + 1, taken + 1);
        }

        return taken;
    }

    /// <inheritdoc/>
    public bool IsOver(long now) => _next >= _total;

    /// <inheritdoc/>
    public bool IsTooLate(long now) => false;

    /// <inheritdoc/>
    public long NextWake() => _next < _total ? DueAt(_next) : 0;

    /// <inheritdoc/>
    public void Pause(long now) { }

    /// <inheritdoc/>
    public void Resume(long now) => _base += _next < _total ? now - DueAt(_next) : 0;

    private long DueAt(long message) =>
        _base + (long)(((message / _offsets.Count * (double)_round) + _offsets[(int)(message % _offsets.Count)]) / _speed);
}
