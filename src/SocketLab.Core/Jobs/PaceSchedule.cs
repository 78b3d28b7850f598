using SocketLab.Core.Definitions;

namespace SocketLab.Core.Jobs;

/// <summary>The even schedule of a rate, with bursts, jitter and a duration.</summary>
/// <remarks>
/// Due times are absolute, so lateness never adds up. A sender that fell behind catches up what was due in the last tenth of a second;
/// beyond that the schedule begins anew where it is, which is counted.
/// </remarks>
internal sealed class PaceSchedule : IPaceSchedule
{
    /// <summary>How far a sender may fall behind and still catch up.</summary>
    public const long CatchUp = 100_000_000;

    /// <summary>Bursts closer than this go together: more wake-ups a second cost more than they give.</summary>
    public const long Quantum = 100_000;

    private readonly double _interval;
    private readonly double _jitter;
    private readonly long _duration;
    private readonly Random _random;
    private long _base;
    private long _tick;
    private long _offset;
    private long _end;
    private long _begun;
    private long _used;
    private long _lastTake = long.MinValue / 2;

    public PaceSchedule(RepeatOptions options, long now, Random random)
    {
        const double second = 1e9;
        _interval = options.Burst * second / options.PerSecond!.Value;
        _jitter = options.JitterPercent / 100;
        _duration = options.DurationSeconds is { } seconds ? (long)(seconds * second) : long.MaxValue;
        _random = random;
        Resume(now);
    }

    /// <inheritdoc/>
    public double Interval => _interval;

    /// <inheritdoc/>
    public int Rebased { get; private set; }

    private long EvenDue => _base + (long)(_tick * _interval);

    /// <inheritdoc/>
    public long TakeDue(long now)
    {
        if (_interval < Quantum && now < _lastTake + Quantum)
        {
            return 0;
        }

        if (now - (EvenDue + _offset) > Math.Max(CatchUp, _interval) && EvenDue < _end)
        {
            Rebased++;
            Begin(now);
        }

        var taken = 0L;
        while (EvenDue < _end && EvenDue + _offset <= now)
        {
            // With nothing random about it, many are counted at once.
            var due = _jitter > 0 ? 1 : Math.Max(1, (long)((Math.Min(now, _end - 1) - EvenDue) / _interval));
            taken += due;
            Step(due);
        }

        _lastTake = taken > 0 ? now : _lastTake;
        return taken;
    }

    /// <inheritdoc/>
    public bool IsOver(long now) => now >= _end && EvenDue >= _end;

    /// <inheritdoc/>
    public bool IsTooLate(long now) => now - _end > CatchUp;

    /// <inheritdoc/>
    public long NextWake() =>
        EvenDue >= _end ? _end
        : _interval < Quantum ? Math.Max(EvenDue + _offset, _lastTake + Quantum)
        : EvenDue + _offset;

    /// <inheritdoc/>
    public void Pause(long now) => _used += Math.Max(0, now - _begun);

    /// <inheritdoc/>
    public void Resume(long now)
    {
        _begun = now;
        _end = _duration == long.MaxValue ? long.MaxValue : now + Math.Max(0, _duration - _used);
        Begin(now);
    }

    private void Begin(long now)
    {
        (_base, _tick) = (now, 0);
        DrawOffset();
    }

    private void Step(long ticks)
    {
        _tick += ticks;
        DrawOffset();
    }

    private void DrawOffset() => _offset = _jitter > 0 ? (long)(_random.NextDouble() * _jitter * _interval) : 0;
}
