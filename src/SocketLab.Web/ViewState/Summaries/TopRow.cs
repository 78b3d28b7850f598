using System.Globalization;
using SocketLab.Core.Addresses;
using SocketLab.Core.Statistics;
using SocketLab.Core.Summaries;

namespace SocketLab.Web.ViewState.Summaries;

/// <summary>One of those with most traffic.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Totals">What came from it and went to it.</param>
/// <param name="Share">Its part of the greatest one's bytes, from 0 to 1.</param>
/// <param name="ReceivedShare">How much of that was received, from 0 to 1.</param>
/// <param name="Filter">The filter that takes its entries; null where none can.</param>
public sealed record TopRow(string Name, TrafficTotals Totals, double Share, double ReceivedShare, string? Filter)
{
    /// <summary>How many are listed.</summary>
    public const int MaxRows = 10;

    /// <summary>The addresses with most bytes.</summary>
    public static IReadOnlyList<TopRow> Peers(Counted<PeerAddress> peers) =>
        Of(peers, peer => peer.IsUnix ? PeerText.Of(peer) : peer.Address, SummaryFilters.OfPeer);

    /// <summary>The ports with most bytes.</summary>
    public static IReadOnlyList<TopRow> Ports(Counted<int> ports) =>
        Of(ports, port => port.ToString(CultureInfo.InvariantCulture), SummaryFilters.OfPort);

    /// <summary>The endpoints with most bytes; none where there is one only.</summary>
    internal static IReadOnlyList<TopRow> Endpoints(IReadOnlyList<SummedEndpoint> endpoints, IReadOnlyList<SummaryFigures> figures)
    {
        if (endpoints is not [{ Origin: not null }, ..])
        {
            return [];
        }

        var rows = endpoints
            .Zip(figures)
            .Select(pair => new CountedRow<SummedEndpoint>(pair.First, pair.Second.Totals, default, default))
            .OrderByDescending(row => row.Bytes);
        return Of(new Counted<SummedEndpoint>([.. rows], null), one => one.Origin?.Name ?? "", one => one.Filter);
    }

    private static List<TopRow> Of<TKey>(Counted<TKey> counted, Func<TKey, string> name, Func<TKey, string?> filter)
    {
        var most = Math.Max(1, counted.Rows is [var first, ..] ? first.Bytes : 0);
        List<TopRow> rows = [.. counted.Rows.Take(MaxRows).Select(row => Row(name(row.Key), row.Totals, most, filter(row.Key)))];
        var rest = counted.Rows.Skip(MaxRows).Aggregate(counted.Others ?? default, (sum, row) => sum + row.Totals);
        if (rest != default)
        {
            rows.Add(Row("all others", rest, most, null));
        }

        return rows;
    }

    private static TopRow Row(string name, in TrafficTotals totals, long most, string? filter)
    {
        var bytes = totals.ReceivedBytes + totals.SentBytes;
        return new(name, totals, Math.Min(1, (double)bytes / most), bytes > 0 ? (double)totals.ReceivedBytes / bytes : 0, filter);
    }
}
