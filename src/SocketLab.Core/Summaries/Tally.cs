using SocketLab.Core.Statistics;

namespace SocketLab.Core.Summaries;

/// <summary>Messages counted for one key. Used under the summary's lock.</summary>
internal sealed class Tally
{
    /// <summary>What came and went.</summary>
    public TrafficTotals Totals { get; private set; }

    /// <summary>When the first was, in ticks, UTC; 0 without any.</summary>
    public long FirstTicks { get; private set; }

    /// <summary>When the last was.</summary>
    public long LastTicks { get; private set; }

    /// <summary>Messages, both ways.</summary>
    public long Messages => Totals.ReceivedMessages + Totals.SentMessages;

    /// <summary>Counts a message.</summary>
    public void Add(in TrafficTotals amount, long ticks) => Add(amount, ticks, ticks);

    /// <summary>Counts what another one has.</summary>
    public void Add(Tally other)
    {
        if (other.FirstTicks > 0)
        {
            Add(other.Totals, other.FirstTicks, other.LastTicks);
        }
    }

    private void Add(in TrafficTotals amount, long first, long last)
    {
        Totals += amount;
        FirstTicks = FirstTicks == 0 ? first : Math.Min(FirstTicks, first);
        LastTicks = Math.Max(LastTicks, last);
    }
}
