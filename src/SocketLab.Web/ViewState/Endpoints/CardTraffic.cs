using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What a card says of an endpoint's traffic: all that came and went, and apart from it how fast that is now.</summary>
/// <param name="In">Everything received: <c>1,204 in · 63 kB</c>; null where receiving is not what it is for and nothing came.</param>
/// <param name="Out">Everything sent, such as <c>3 out · 12 B</c>; null where sending is not what it is for and nothing went.</param>
/// <param name="Rate">Messages a second, such as <c>49</c>.</param>
/// <param name="RateUnit">What stands behind that: <c>/s · 700 B/s</c>.</param>
public sealed record CardTraffic(string? In, string? Out, string Rate, string RateUnit)
{
    /// <summary>The traffic of an endpoint of a kind.</summary>
    public static CardTraffic Of(EndpointKind kind, EndpointStatistics statistics)
    {
        var (traits, ledger, rates) = (kind.Traits(), statistics.Ledger, statistics.Traffic.OneSecond);
        var (receives, sends) = (!traits.MainlySends, !traits.WaitsForOthers);
        var messages = (receives ? rates.ReceiveMessagesPerSecond : 0) + (sends ? rates.SendMessagesPerSecond : 0);
        var bytes = (receives ? rates.ReceiveBytesPerSecond : 0) + (sends ? rates.SendBytesPerSecond : 0);
        return new(
            receives || ledger.ReceivedMessages > 0 ? Total(ledger.ReceivedMessages, "in", ledger.ReceivedBytes) : null,
            sends || ledger.SentMessages > 0 ? Total(ledger.SentMessages, "out", ledger.SentBytes) : null,
            Number((long)Math.Round(messages)),
            $"/s · {ByteSize.Format(bytes)}/s"
        );
    }

    private static string Total(long messages, string direction, long bytes) =>
        messages == 0 ? $"0 {direction}" : $"{Number(messages)} {direction} · {ByteSize.Format(bytes)}";
}
