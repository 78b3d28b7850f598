using SocketLab.Core.Definitions;
using SocketLab.Core.Statistics;

namespace SocketLab.Web.ViewState.Endpoints;

/// <summary>What was measured of sequence-stamped messages, as the inspector shows it.</summary>
/// <param name="IsOn">Whether it is measured.</param>
/// <param name="Rows">The senders, the last one heard first.</param>
/// <param name="Missed">What is missing in it, in words; null where nothing is.</param>
public sealed record SequenceView(bool IsOn, IReadOnlyList<SequenceRow> Rows, string? Missed)
{
    /// <summary>Whether the numbers are those of RTP.</summary>
    public bool IsRtp { get; init; }

    /// <summary>Nothing is measured.</summary>
    public static SequenceView Off { get; } = new(false, [], null);

    /// <summary>What was measured at an endpoint.</summary>
    public static SequenceView Of(EndpointDefinition definition, SequenceReport report) =>
        !definition.MeasureSequence
            ? Off
            : new(
                true,
                [
                    .. report.Senders.Select(sender => new SequenceRow(
                        $"{sender.ConnectionId}/{sender.Peer}/{sender.Rtp?.Ssrc}",
                        PeerText.Of(sender.Peer, sender.ConnectionId) + Source(sender.Rtp),
                        Number(sender.Received),
                        Number(sender.Lost),
                        Number(sender.Reordered),
                        Number(sender.Duplicates),
                        Microseconds(sender.JitterMicroseconds),
                        sender.Lost > 0
                    )),
                ],
                report.Missed == 0
                    ? null
                    : $"{Number(report.Missed)} entries were evicted before they were looked at; they may be among the lost."
            )
            {
                IsRtp = definition.SequenceFormat == SequenceFormat.Rtp,
            };

    private static string Source(RtpSource? source) =>
        source is null ? "" : $" · SSRC {source.Ssrc:x8}, type {source.PayloadType}, {source.ClockRate:N0} Hz";
}

/// <summary>One sender.</summary>
/// <param name="Key">Tells it from others.</param>
/// <param name="Peer">Its address.</param>
/// <param name="Received">Messages that came, each once.</param>
/// <param name="Lost">Those that did not.</param>
/// <param name="Reordered">Those that came behind a later one.</param>
/// <param name="Duplicates">Those that came again.</param>
/// <param name="Jitter">RFC 3550.</param>
/// <param name="HasLoss">Whether any were lost.</param>
public sealed record SequenceRow(
    string Key,
    string Peer,
    string Received,
    string Lost,
    string Reordered,
    string Duplicates,
    string Jitter,
    bool HasLoss
);
