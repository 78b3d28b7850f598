namespace SocketLab.Core.Payloads.Comparing;

/// <summary>Which step a number goes on by, mostly.</summary>
internal sealed class StepCount
{
    /// <summary>Of ten steps one may be another: messages get lost, and a counter goes on.</summary>
    private const int OneJumpIn = 10;

    /// <summary>Among a hundred bytes that vary at random, some go on by one step twice; hardly one does so three times.</summary>
    private const int FewestSteps = 3;

    private readonly Dictionary<long, int> _counts = [];
    private int _total;

    /// <summary>The step that is taken most often.</summary>
    public long Most { get; private set; }

    /// <summary>How often another one is taken.</summary>
    public int Jumps => _total - _counts.GetValueOrDefault(Most);

    /// <summary>Whether the number counts: it goes on by one step, but for a few jumps.</summary>
    public bool IsCounting => _total >= (Most is 1 or -1 ? FewestSteps - 1 : FewestSteps) && Most != 0 && Jumps * OneJumpIn <= _total;

    /// <summary>Whether it has jumped too often to count any more, whatever comes.</summary>
    /// <param name="steps">How many steps there are altogether.</param>
    public bool IsHopeless(int steps) => Jumps * OneJumpIn > steps;

    /// <summary>Takes a step.</summary>
    public void Add(long step)
    {
        _total++;
        var count = _counts[step] = _counts.GetValueOrDefault(step) + 1;
        if (count > _counts.GetValueOrDefault(Most) || _total == 1)
        {
            Most = step;
        }
    }
}
