using System.Globalization;
using System.Text;
using SocketLab.Contracts;
using SocketLab.Core.Capture.Export;

namespace SocketLab.Web.Api;

/// <summary>Conversations as a table of comma-separated values (RFC 4180), safe to open in a spreadsheet.</summary>
internal static class ConversationCsv
{
    private const string Header =
        "peerAddress,peerPort,localAddress,localPort,connectionId,receivedMessages,receivedBytes,sentMessages,sentBytes,"
        + "first,last,durationSeconds,bytesPerSecond\r\n";

    /// <summary>A row each; the last one has what all others had, where there are more than were told apart.</summary>
    public static string Write(ConversationsDto all)
    {
        var csv = new StringBuilder(Header);
        foreach (var one in all.Conversations)
        {
            Append(csv, one.Peer, one.Local, one.ConnectionId, one.Total, one.DurationSeconds, one.BytesPerSecond);
        }

        if (all.Others is { } others)
        {
            Append(csv, new AddressDto("others", 0), null, null, others, null, null);
        }

        return csv.ToString();
    }

    private static void Append(
        StringBuilder csv,
        AddressDto? peer,
        AddressDto? local,
        string? connection,
        AmountDto total,
        double? seconds,
        double? rate
    )
    {
        string[] cells =
        [
            peer?.Address ?? "",
            Port(peer),
            local?.Address ?? "",
            Port(local),
            connection ?? "",
            Number(total.ReceivedMessages),
            Number(total.ReceivedBytes),
            Number(total.SentMessages),
            Number(total.SentBytes),
            Time(total.First),
            Time(total.Last),
            Number(seconds),
            Number(rate),
        ];
        csv.Append(string.Join(',', cells.Select(CsvFormat.Cell))).Append("\r\n");
    }

    private static string Port(AddressDto? address) => address is { Port: > 0 } ? Number(address.Port) : "";

    private static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) ?? "";
}
