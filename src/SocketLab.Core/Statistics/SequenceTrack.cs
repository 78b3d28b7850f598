namespace SocketLab.Core.Statistics;

/// <summary>What became of the numbered messages of one sender.</summary>
/// <remarks>
/// Loss is counted as in RFC 3550, A.3: what was expected, from the first number to the highest, less what came. Jitter is that of
/// section 6.4.1 and A.8. A message is reordered when its number is below one that came before (RFC 4737). The last 65,536 numbers are
/// remembered to tell a late message from a duplicate. A message that was sent later than all before and yet has a number that
/// is not higher begins a new run: the sender began to count anew.
/// </remarks>
internal sealed class SequenceTrack
{
    /// <summary>How many numbers below the highest are remembered.</summary>
    public const int Window = 1 << 16;

    /// <summary>A jump over more than this is no loss, but another count.</summary>
    private const ulong MaxJump = int.MaxValue;

    private readonly ulong[] _seen = new ulong[Window / 64];
    private bool _hasBegun;
    private ulong _first;
    private ulong _highest;
    private long _receivedInRun;
    private long _lostBefore;
    private double _newestSent;
    private double? _transit;
    private double _jitter;

    public long Received { get; private set; }

    public long Duplicates { get; private set; }

    public long Reordered { get; private set; }

    /// <summary>So late that nobody can tell whether they are duplicates; they stay lost.</summary>
    public long TooLate { get; private set; }

    public long Runs { get; private set; }

    public ulong Highest => _highest;

    public long Lost => _lostBefore + LostInRun;

    public double JitterMicroseconds => _jitter;

    private long LostInRun => _hasBegun ? (long)(_highest - _first) + 1 - _receivedInRun : 0;

    /// <summary>Records a message that came.</summary>
    /// <param name="number">The message's number.</param>
    /// <param name="sent">When it was sent, in microseconds of the sender's clock.</param>
    /// <param name="arrived">When it came, in microseconds of ours.</param>
    public void Record(ulong number, double sent, double arrived) => Record(number, sent, arrived, IsAnew(number, sent));

    /// <summary>Records a message of a sender that shows otherwise when it counts anew.</summary>
    /// <param name="number">The message's number.</param>
    /// <param name="sent">When it was sent, in microseconds of the sender's clock.</param>
    /// <param name="arrived">When it came, in microseconds of ours.</param>
    /// <param name="isAnew">Whether it is the first of a new run.</param>
    public void Record(ulong number, double sent, double arrived, bool isAnew)
    {
        if (!_hasBegun || isAnew)
        {
            Begin(number);
        }
        else if (number > _highest)
        {
            Advance(number);
        }
        else if (_highest - number >= Window)
        {
            TooLate++;
            return;
        }
        else if (IsSeen(number))
        {
            Duplicates++;
            return;
        }
        else
        {
            Reordered++;
            _first = Math.Min(_first, number);
        }

        Mark(number);
        Received++;
        _receivedInRun++;
        _newestSent = Math.Max(_newestSent, sent);
        RecordTransit(sent, arrived);
    }

    /// <summary>Counts a message whose number is so far off that it cannot be placed.</summary>
    public void CountTooLate() => TooLate++;

    private bool IsAnew(ulong number, double sent) => number > _highest ? number - _highest > MaxJump : sent > _newestSent;

    private void Begin(ulong number)
    {
        _lostBefore = Lost;
        (_hasBegun, _first, _highest, _receivedInRun, _newestSent, _transit) = (true, number, number, 0, 0, null);
        Runs++;
        Array.Clear(_seen);
    }

    private void Advance(ulong number)
    {
        if (number - _highest >= Window)
        {
            Array.Clear(_seen);
        }
        else
        {
            // In the ring it may be two stretches.
            var (from, to) = ((int)((_highest + 1) % Window), (int)(number % Window));
            if (from > to)
            {
                Forget(from, Window - 1);
                from = 0;
            }

            Forget(from, to);
        }

        _highest = number;
    }

    /// <summary>Whole words at once: a sender whose numbers leap must not cost more than one that counts.</summary>
    private void Forget(int from, int to)
    {
        var (first, last) = (from / 64, to / 64);
        var (below, above) = ((1UL << (from % 64)) - 1, ~(ulong.MaxValue >> (63 - (to % 64))));
        if (first == last)
        {
            _seen[first] &= below | above;
            return;
        }

        _seen[first] &= below;
        _seen.AsSpan((first + 1)..last).Clear();
        _seen[last] &= above;
    }

    /// <summary>J += (|D| − J) / 16, D being how much longer this one was on its way than the one before. Clocks need not agree.</summary>
    private void RecordTransit(double sent, double arrived)
    {
        var transit = arrived - sent;
        if (_transit is { } before)
        {
            _jitter += (Math.Abs(transit - before) - _jitter) / 16;
        }

        _transit = transit;
    }

    private bool IsSeen(ulong number) => (_seen[Word(number)] & Bit(number)) != 0;

    private void Mark(ulong number) => _seen[Word(number)] |= Bit(number);

    private static int Word(ulong number) => (int)(number % Window) / 64;

    private static ulong Bit(ulong number) => 1UL << (int)(number % 64);
}
