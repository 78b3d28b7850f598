using System.Numerics;

namespace SocketLab.Core.Statistics;

/// <summary>What there was in each of the last spans of one length, such as each of the last 600 seconds.</summary>
/// <remarks>Spans are numbered on from one end of time, so that those of all rings of one length begin at the same moments.</remarks>
/// <typeparam name="T">What is summed up; its default is nothing.</typeparam>
/// <param name="step">How long a span is.</param>
/// <param name="count">How many are kept.</param>
internal sealed class SpanRing<T>(TimeSpan step, int count)
    where T : struct, IAdditionOperators<T, T, T>
{
    /// <summary>
    /// The rings of a day, the shortest spans first: each second of ten minutes, each ten seconds of an hour, each five minutes of the day.
    /// </summary>
    public static SpanRing<T>[] OfADay() =>
        [new(TimeSpan.FromSeconds(1), 600), new(TimeSpan.FromSeconds(10), 360), new(TimeSpan.FromMinutes(5), 288)];

    // With room for the span under way and for one whose last amounts are still to come: `count` are over and complete.
    private readonly int _room = count + 2;

    // Null until something moves: most endpoints rest.
    private T[]? _buckets;
    private long _newest;

    /// <summary>How long a span is.</summary>
    public TimeSpan Step => step;

    /// <summary>How far back the ring reaches.</summary>
    public TimeSpan Reach => step * count;

    /// <summary>The number of the span that a moment is in.</summary>
    public long NumberOf(DateTime time) => time.Ticks / step.Ticks;

    /// <summary>When a span began, UTC.</summary>
    public DateTime StartOf(long number) => new(number * step.Ticks, DateTimeKind.Utc);

    /// <summary>Counts something in the span that a moment is in; what is older than the ring reaches is counted nowhere.</summary>
    public void Add(DateTime time, in T amount)
    {
        var number = NumberOf(time);
        if (_buckets is null)
        {
            (_buckets, _newest) = (new T[_room], number);
        }

        while (_newest < number)
        {
            if (number - _newest >= _room)
            {
                Array.Clear(_buckets);
                _newest = number;
                break;
            }

            _buckets[++_newest % _room] = default;
        }

        if (_newest - number < _room)
        {
            ref var bucket = ref _buckets[number % _room];
            bucket += amount;
        }
    }

    /// <summary>What there was in a span; nothing where the ring does not reach it.</summary>
    public T Read(long number) =>
        _buckets is not null && number <= _newest && _newest - number < _room ? _buckets[number % _room] : default;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _buckets = null;
}
