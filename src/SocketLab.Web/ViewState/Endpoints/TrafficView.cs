using System.Globalization;
using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>How busy an endpoint is: now, over ten seconds, and at its busiest.</summary>
/// <param name="Rows">What is counted, a row each.</param>
/// <param name="ReceiveBuffer">A hint where the receive buffer is smaller than configured; null where it is not.</param>
public sealed record TrafficView(IReadOnlyList<TrafficRow> Rows, ReceiveBufferHint? ReceiveBuffer = null)
{
    private const string None = "–";

    /// <summary>Nothing to show.</summary>
    public static TrafficView Empty { get; } = new([]);

    /// <summary>The figures of one endpoint.</summary>
    public static TrafficView Of(EndpointDefinition definition, EndpointStatistics statistics, int? receiveBufferGranted) =>
        Of(definition.Kind, statistics, receiveBufferGranted) with
        {
            ReceiveBuffer = ReceiveBufferHint.Of(definition, receiveBufferGranted, statistics.KernelDrops),
        };

    /// <summary>The figures of one endpoint of a kind.</summary>
    public static TrafficView Of(EndpointKind kind, EndpointStatistics statistics, int? receiveBufferGranted)
    {
        var (now, ten, peak) = statistics.Traffic;
        List<TrafficRow> rows =
        [
            new("Received", "in", Received(now), Received(ten), Received(peak), "Messages and bytes received a second"),
            new("Sent", "out", Sent(now), Sent(ten), Sent(peak), "Messages and bytes sent a second"),
        ];
        if (kind.Traits().AcceptsConnections)
        {
            rows.Add(
                new(
                    "Connections",
                    "",
                    new(Count(statistics.ConnectionsOpen)),
                    new(None),
                    new(Count(statistics.PeakConnectionsOpen)),
                    "Connections open at once"
                )
            );
        }

        if (statistics is { ReceiveQueueBytes: { } queue, PeakReceiveQueueBytes: { } most } && receiveBufferGranted > 0)
        {
            // The kernel counts memory, and drops at twice what it says to have granted (socket(7)).
            var full = 2.0 * receiveBufferGranted.Value;
            rows.Add(
                new(
                    "Buffer full",
                    "",
                    new(Percent(queue / full)),
                    new(None),
                    new(Percent(most / full)),
                    "How much of the socket's receive buffer is in use, looked at four times a second; when it is full, the kernel drops"
                )
            );
        }

        return new(rows);
    }

    /// <summary>A rate as people read it: a decimal only where it matters.</summary>
    public static string Rate(double perSecond) =>
        perSecond.ToString(perSecond is > 0 and < 9.95 ? "0.#" : "N0", CultureInfo.InvariantCulture);

    private static TrafficCell Received(TrafficRates rates) =>
        new($"{Rate(rates.ReceiveMessagesPerSecond)}/s", $"{ByteSize.Format(rates.ReceiveBytesPerSecond)}/s");

    private static TrafficCell Sent(TrafficRates rates) =>
        new($"{Rate(rates.SendMessagesPerSecond)}/s", $"{ByteSize.Format(rates.SendBytesPerSecond)}/s");

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Min(Math.Ceiling(share * 100), 100):0} %");
}

/// <summary>One thing that is counted.</summary>
/// <param name="Name">What.</param>
/// <param name="Direction"><c>in</c>, <c>out</c>, or empty.</param>
/// <param name="Now">Over the last second, or at this moment.</param>
/// <param name="TenSeconds">Over the last ten seconds.</param>
/// <param name="Peak">The highest since the server started.</param>
/// <param name="Meaning">In words.</param>
public sealed record TrafficRow(string Name, string Direction, TrafficCell Now, TrafficCell TenSeconds, TrafficCell Peak, string Meaning);

/// <summary>A figure, and bytes below it where that makes sense.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Bytes">The bytes; null for none.</param>
public sealed record TrafficCell(string Figure, string? Bytes = null);
