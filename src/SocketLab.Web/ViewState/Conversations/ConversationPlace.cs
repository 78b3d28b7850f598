using SocketLab.Core.Addresses;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Web.ViewState.Conversations;

/// <summary>
/// Which conversation is followed: the datagrams of one endpoint with one peer, or a TCP connection of a capture file. It is the page's
/// address, and the filter that finds its entries.
/// </summary>
/// <remarks>Addresses are kept as text: those of a link are anybody's, and a name that is packed takes room for good.</remarks>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Peer">The other side, such as <c>127.0.0.1:50000</c> or <c>unix:lab.sock</c>.</param>
/// <param name="Local">Our side, where the endpoint has several addresses; empty for whichever.</param>
/// <param name="Connection">The connection of a capture file; empty for datagrams.</param>
public sealed record ConversationPlace(string EndpointId, string Peer, string Local, string Connection)
{
    /// <summary>What happens to the endpoint as a whole, and so to each of its conversations.</summary>
    private const string Events =
        "event in (started, stopped, faulted, restarted, serverRestarted, dropped, multicastJoined, multicastLeft, multicastLost, "
        + "multicastRenewed, recordingStopped)";

    /// <summary>Whether it is a connection.</summary>
    public bool IsConnection => Connection.Length > 0;

    /// <summary>The address of its page, below the dashboard's own.</summary>
    public string Address =>
        IsConnection
            ? $"conversations/{EndpointId}?connection={Connection}"
            : $"conversations/{EndpointId}?peer={Uri.EscapeDataString(Peer)}"
                + (Local.Length > 0 ? $"&local={Uri.EscapeDataString(Local)}" : "");

    /// <summary>The filter that takes its messages, and what is told of its peer.</summary>
    public string Messages =>
        IsConnection ? FilterText.Test("conn", FilterOperator.Equal, Connection)
        : Local.Length > 0 ? $"{Is("peer", Peer)} and {MayBe("local", Local)}"
        : Is("peer", Peer);

    /// <summary>The filter that takes its messages, and the events between them.</summary>
    public string Filter => IsConnection ? Messages : $"({Messages}) or {Events}";

    /// <summary>The conversation that an entry belongs to; null where it belongs to none, or its peer has no name to tell it by.</summary>
    public static ConversationPlace? Of(string endpointId, Entry entry) =>
        entry switch
        {
            { Peer: { IsNone: true } or { IsUnnamed: true } } => null,
            { Kind: EntryKind.Datagram, Local: { IsNone: false, IsShared: false } local } => new(
                endpointId,
                entry.Peer.ToString(),
                local.ToString(),
                ""
            ),
            { Kind: EntryKind.Datagram } => new(endpointId, entry.Peer.ToString(), "", ""),
            { ConnectionId: { IsNone: false } connection } => new(endpointId, entry.Peer.ToString(), "", connection.ToString()),
            _ => null,
        };

    /// <summary>The conversation that an address names; null where it names none.</summary>
    public static ConversationPlace? Parse(string? endpointId, string? peer, string? local, string? connection) =>
        string.IsNullOrEmpty(endpointId) ? null
        : ConnectionId.TryParse(connection, out var id) ? new(endpointId, "", "", id.ToString())
        : peer is not null && IsAddress(peer) && (string.IsNullOrEmpty(local) || IsAddress(local)) ? new(endpointId, peer, local ?? "", "")
        : null;

    private static bool IsAddress(string text) =>
        HostPort.TryParse(text, out var host, out _) && (UnixAddress.Is(host) || IpLiteral.TryParse(host, out _));

    private static string Is(string side, string address) => string.Join(" and ", Tests(side, address, FilterOperator.Equal));

    /// <summary>
    /// What is not somebody else's: of a datagram that we send the address may be the system's choice, which nobody knows.
    /// </summary>
    private static string MayBe(string side, string address) =>
        string.Join(" and ", Tests(side, address, FilterOperator.NotEqual).Select(test => $"not {test}"));

    private static IEnumerable<string> Tests(string side, string address, FilterOperator operation)
    {
        // It was written by us, so it can be read.
        _ = HostPort.TryParse(address, out var host, out var port);
        yield return FilterText.Test($"{side}.address", operation, host);
        if (!UnixAddress.Is(host))
        {
            yield return FilterText.Test($"{side}.port", operation, $"{port}");
        }
    }
}
