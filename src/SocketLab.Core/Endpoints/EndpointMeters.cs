using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Statistics;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>Measures an endpoint's rates and sequences over all runs, out of its journal and its connections.</summary>
internal sealed class EndpointMeters(EntryJournal journal, ConnectionTable connections)
{
    private readonly TrafficGauge _traffic = new();
    private SequenceMeter? _sequence;

    /// <summary>Messages and bytes a second, now and at their highest.</summary>
    public Traffic Traffic => _traffic.Current;

    /// <summary>How much came and went when.</summary>
    public TrafficHistory History { get; } = new(journal.Time.GetUtcNow().UtcDateTime);

    /// <summary>Loss, reordering, duplicates and jitter for each sender; empty unless measured.</summary>
    public SequenceReport Sequence => Volatile.Read(ref _sequence)?.Report ?? SequenceReport.Empty;

    /// <summary>Whether sequences are measured.</summary>
    public bool MeasuresSequence => Volatile.Read(ref _sequence) is not null;

    /// <summary>Measures what a definition asks for from now on; a meter that measures already goes on.</summary>
    public void Use(EndpointDefinition definition)
    {
        var kept = _sequence?.Fits(definition) == true ? _sequence : null;
        Volatile.Write(ref _sequence, definition.MeasureSequence ? kept ?? Meter(definition) : null);
    }

    private SequenceMeter Meter(EndpointDefinition definition) =>
        new(journal, isStream: !definition.Kind.IsUdp(), definition.SequenceFormat, definition.RtpClockRate);

    /// <summary>Takes a sample for the rates. One call at a time.</summary>
    public void Sample()
    {
        var now = journal.Time.GetElapsedTime(0);
        var ledger = journal.Ledger;
        var totals = new TrafficTotals(ledger.ReceivedMessages, ledger.ReceivedBytes, ledger.SentMessages, ledger.SentBytes);
        _traffic.Sample(now, totals);
        History.Sample(journal.Time.GetUtcNow().UtcDateTime, totals);
        connections.Sample(now);
    }

    /// <summary>Measures the sequences of what came since the last time. One call at a time.</summary>
    /// <param name="limit">How long it may take; the rest is left for the next time.</param>
    public void MeasureSequence(TimeSpan limit) => Volatile.Read(ref _sequence)?.Measure(limit);
}
