namespace SocketLab.Core.Jobs;

/// <summary>The schedule of messages that were seen before: with their gaps, or with all of them longer or shorter alike.</summary>
/// <remarks>
/// Due times are absolute, so lateness never adds up. A sender that fell further behind than <see cref="PaceSchedule.CatchUp"/> goes on
/// from where it is, which is counted.
/// </remarks>
internal sealed class RecordedSchedule : IPaceSchedule
{
    private const long Never = long.MaxValue / 2;

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
        (_offsets, _speed, _base, _round) = (offsets, speed, now, RoundOf(offsets));
        _total = rounds is { } count ? count * offsets.Count : long.MaxValue;
    }

    /// <inheritdoc/>
    public double Interval => _round / _speed / _offsets.Count;

    /// <inheritdoc/>
    public int Rebased { get; private set; }

    /// <summary>From the first message of a round to the first of the next, in nanoseconds at the speed that they had.</summary>
    /// <remarks>
    /// Between two rounds is as much time as the messages are apart on the average, so that a loop keeps their rate; a second where all
    /// were seen at one time.
    /// </remarks>
    public static long RoundOf(IReadOnlyList<long> offsets) =>
        offsets[^1] is > 0 and var span ? span + Math.Max(span / (offsets.Count - 1), 1) : 1_000_000_000;

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

    /// <summary>When a message is due; in a hundred years where its gap at this speed is longer than the clock counts.</summary>
    private long DueAt(long message)
    {
        var behind = ((message / _offsets.Count * (double)_round) + _offsets[(int)(message % _offsets.Count)]) / _speed;
        return _base + (long)Math.Min(behind, Never);
    }
}
