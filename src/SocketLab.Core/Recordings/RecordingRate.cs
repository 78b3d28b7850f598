namespace SocketLab.Core.Recordings;

/// <summary>How many messages a recording has of each moment: a bounded number of moments, which grow as it goes on.</summary>
/// <param name="Start">When the first one begins, UTC.</param>
/// <param name="Seconds">How long each is.</param>
/// <param name="Counts">Messages in each.</param>
public sealed record RateBuckets(DateTime Start, double Seconds, IReadOnlyList<long> Counts)
{
    /// <summary>Of nothing.</summary>
    public static RateBuckets None { get; } = new(default, 0, []);
}

/// <summary>Counts messages by moments. For one writer and any number of readers.</summary>
internal sealed class RecordingRate
{
    /// <summary>Moments at most: when there would be more, two become one.</summary>
    public const int MaxBuckets = 240;

    private const long FirstTicks = TimeSpan.TicksPerSecond / 10;

    private readonly Lock _lock = new();
    private readonly List<long> _counts = [];
    private long _start;
    private long _width = FirstTicks;

    public RecordingRate(RateBuckets stored)
    {
        var width = (long)(stored.Seconds * TimeSpan.TicksPerSecond);
        if (stored.Counts.Count is > 0 and <= MaxBuckets && width >= FirstTicks)
        {
            (_start, _width) = (stored.Start.Ticks, width);
            _counts.AddRange(stored.Counts);
        }
    }

    /// <summary>A copy of what was counted.</summary>
    public RateBuckets Snapshot()
    {
        lock (_lock)
        {
            return _counts.Count == 0
                ? RateBuckets.None
                : new(new(_start, DateTimeKind.Utc), (double)_width / TimeSpan.TicksPerSecond, [.. _counts]);
        }
    }

    /// <summary>Counts a message.</summary>
    public void Add(DateTime time)
    {
        lock (_lock)
        {
            _start = _counts.Count == 0 ? time.Ticks : _start;

            // Clocks may be set back: what is older than all counts with the oldest.
            var index = Math.Max(0, time.Ticks - _start) / _width;
            while (index >= MaxBuckets)
            {
                Halve();
                index = (time.Ticks - _start) / _width;
            }

            while (_counts.Count <= index)
            {
                _counts.Add(0);
            }

            _counts[(int)index]++;
        }
    }

    private void Halve()
    {
        for (var i = 0; i < _counts.Count; i += 2)
        {
            _counts[i / 2] = _counts[i] + (i + 1 < _counts.Count ? _counts[i + 1] : 0);
        }

        _counts.RemoveRange((_counts.Count + 1) / 2, _counts.Count / 2);
        _width *= 2;
    }
}
