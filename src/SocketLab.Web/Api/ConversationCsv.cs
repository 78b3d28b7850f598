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
        + "first,last,durationSeconds,bytesPerSecond";

    private const string MergedHeader = Header + ",endpointId,endpoint,otherEndpointId";

    /// <summary>A row each; the last one has what all others had, where there are more than were told apart.</summary>
    public static string Write(ConversationsDto all)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var one in all.Conversations)
        {
            Append(csv, CellsOf(one));
        }

        return End(csv, all.Others);
    }

    /// <summary>The same of several endpoints: which one it is stands behind.</summary>
    public static string Write(MergedConversationsDto all)
    {
        var csv = new StringBuilder(MergedHeader).Append("\r\n");
        foreach (var one in all.Conversations)
        {
            Append(csv, [.. CellsOf(one.Conversation), one.EndpointId, one.Endpoint, one.OtherEndpointId ?? ""]);
        }

        return End(csv, all.Others, "", "", "");
    }

    private static string End(StringBuilder csv, AmountDto? others, params string[] behind)
    {
        if (others is not null)
        {
            Append(csv, [.. CellsOf(new AddressDto("others", 0), null, null, others, null, null), .. behind]);
        }

        return csv.ToString();
    }

    private static void Append(StringBuilder csv, IEnumerable<string> cells) =>
        csv.Append(string.Join(',', cells.Select(CsvFormat.Cell))).Append("\r\n");

    private static string[] CellsOf(ConversationDto one) =>
        CellsOf(one.Peer, one.Local, one.ConnectionId, one.Total, one.DurationSeconds, one.BytesPerSecond);

    private static string[] CellsOf(
        AddressDto? peer,
        AddressDto? local,
        string? connection,
        AmountDto total,
        double? seconds,
        double? rate
    ) =>
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

    private static string Port(AddressDto? address) => address is { Port: > 0 } ? Number(address.Port) : "";

    private static string Number(IFormattable? number) => number?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Time(DateTime? time) => time?.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture) ?? "";
}
