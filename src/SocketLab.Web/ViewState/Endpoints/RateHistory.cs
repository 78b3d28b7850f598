using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>An endpoint's messages in each of the last 60 seconds, out of Core's history: its sparkline is the same on all pages.</summary>
public sealed class RateHistory
{
    /// <summary>How many seconds are shown.</summary>
    public const int Seconds = 60;

    private static readonly TimeSpan Span = TimeSpan.FromSeconds(Seconds);

    private IReadOnlyList<long> _values = [];

    /// <summary>Reads the history.</summary>
    /// <param name="endpoint">The endpoint that it is about.</param>
    /// <param name="now">The time, UTC.</param>
    /// <returns>Oldest first; empty when nothing moved. The same list as long as it says the same.</returns>
    public IReadOnlyList<long> Read(Endpoint endpoint, DateTime now)
    {
        var (traits, totals) = (endpoint.Definition.Kind.Traits(), endpoint.History.Last(Span, now).Totals);
        if (totals.All(total => total == default))
        {
            return _values = [];
        }

        var values = totals.Select(total => Counted(traits, total));
        return values.SequenceEqual(_values) ? _values : _values = [.. values];
    }

    /// <summary>The messages that matter for a kind: what a sender sends, what a listener receives, and a client's both.</summary>
    private static long Counted(KindTraits traits, in TrafficTotals totals) =>
        (traits.MainlySends ? 0 : totals.ReceivedMessages) + (traits.WaitsForOthers ? 0 : totals.SentMessages);
}
