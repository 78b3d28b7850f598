using System.Text.Json;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Filtering;

/// <summary>A field as it is written in a filter, and what is to be known of it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Name">As it is written.</param>
/// <param name="Type">What it is compared with.</param>
/// <param name="Summary">What it is, in a few words.</param>
public sealed record FilterFieldInfo(FilterField Field, string Name, FilterType Type, string Summary)
{
    /// <summary>The words that it is one of; empty unless it is a <see cref="FilterType.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>All fields that have a name of their own, in the order in which they are proposed.</summary>
    public static IReadOnlyList<FilterFieldInfo> All { get; } =
    [
        new(FilterField.Text, "text", FilterType.Text, "the bytes as UTF-8 text; an event's message"),
        new(FilterField.Hex, "hex", FilterType.Bytes, "the bytes in hexadecimal"),
        new(FilterField.Length, "len", FilterType.WholeNumber, "length in bytes"),
        new(FilterField.Direction, "dir", FilterType.Choice, "received, sent, or neither") { Choices = Words<EntryDirection>() },
        new(FilterField.Kind, "kind", FilterType.Choice, "datagram, stream data or event") { Choices = Words<EntryKind>() },
        new(FilterField.Event, "event", FilterType.Choice, "which type of event it is") { Choices = Words<EventType>() },
        new(FilterField.PeerAddress, "peer.address", FilterType.Address, "the other side's address"),
        new(FilterField.PeerPort, "peer.port", FilterType.WholeNumber, "the other side's port"),
        new(FilterField.LocalAddress, "local.address", FilterType.Address, "this machine's address"),
        new(FilterField.LocalPort, "local.port", FilterType.WholeNumber, "this machine's port"),
        new(FilterField.Connection, "conn", FilterType.Connection, "the TCP connection, by id or number"),
        new(FilterField.Time, "time", FilterType.Time, "when it happened, in UTC"),
        new(FilterField.Sequence, "seq", FilterType.WholeNumber, "position in the journal"),
        new(FilterField.Offset, "offset", FilterType.WholeNumber, "position in the stream, in bytes from 0"),
        new(FilterField.Truncated, "truncated", FilterType.Choice, "whether less was delivered than was sent")
        {
            Choices = ["false", "true"],
        },
        new(FilterField.Endpoint, "endpoint", FilterType.Text, "the endpoint, by id or name"),
    ];

    /// <summary>The field with this name, or null.</summary>
    public static FilterFieldInfo? Find(string name) => All.FirstOrDefault(info => info.Name == name);

    internal static FilterFieldInfo Of(FilterField field) => All.First(info => info.Field == field);

    private static string[] Words<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];
}
