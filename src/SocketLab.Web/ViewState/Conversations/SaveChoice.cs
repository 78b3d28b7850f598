using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Conversations;

/// <summary>A file that a followed conversation can be saved as.</summary>
/// <param name="Text">What is in it.</param>
/// <param name="Hint">What it is good for, in a few words.</param>
/// <param name="Address">Where the browser gets it from, below the dashboard's own address.</param>
public sealed record SaveChoice(string Text, string Hint, string Address)
{
    /// <summary>The files of a connection.</summary>
    public static IReadOnlyList<SaveChoice> Of(string endpointId, ConnectionId connection) =>
        Of(new ConversationPlace(endpointId, "", "", connection.ToString()));

    /// <summary>The files of a conversation.</summary>
    public static IReadOnlyList<SaveChoice> Of(ConversationPlace place)
    {
        var (endpoint, messages) = ($"api/endpoints/{place.EndpointId}", $"filter={Uri.EscapeDataString(place.Messages)}");
        var raw = place.IsConnection ? $"connectionId={place.Connection}" : messages;
        return
        [
            new("What came", "the received bytes alone", $"{endpoint}/export?format=raw&direction=in&{raw}"),
            new("What was sent", "the sent bytes alone", $"{endpoint}/export?format=raw&direction=out&{raw}"),
            new(
                "Both, as text",
                "a line for each message and event",
                $"{endpoint}/export?format=text&filter={Uri.EscapeDataString(place.Filter)}"
            ),
            new("Both, as a hex dump", "as text2pcap reads it", $"{endpoint}/export?format=hexdump&{messages}"),
            new("Both, for Wireshark", "pcapng", $"{endpoint}/capture.pcapng?{messages}"),
        ];
    }
}
