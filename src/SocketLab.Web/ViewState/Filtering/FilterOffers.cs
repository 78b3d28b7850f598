using System.Globalization;
using System.Text;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Filtering;

/// <summary>What of an entry others can be told by: the conditions that its menu offers, those of the cell pointed at first.</summary>
public static class FilterOffers
{
    private const int LongestText = 60;
    private const int LongestBytes = 16;

    private static readonly EntryValue PeerAddressValue = EntryValue.Parse("peer.address");
    private static readonly EntryValue PeerPort = EntryValue.Parse("peer.port");
    private static readonly EntryValue Connection = EntryValue.Parse("conn");
    private static readonly EntryValue Direction = EntryValue.Parse("dir");
    private static readonly EntryValue Event = EntryValue.Parse("event");
    private static readonly EntryValue Length = EntryValue.Parse("len");
    private static readonly EntryValue Time = EntryValue.Parse("time");

    /// <summary>The offers; none when the entry is not kept any more.</summary>
    /// <param name="source">The journal.</param>
    /// <param name="sequence">The entry.</param>
    /// <param name="cell">The classes of the cell pointed at; empty for the row as a whole.</param>
    public static IReadOnlyList<FilterOffer> Of(FilterSource source, long sequence, string cell)
    {
        var batch = new EntryBatch();
        source.Journal.Read(sequence - 1, batch, 1);
        foreach (var entry in batch)
        {
            if (entry.Sequence == sequence)
            {
                return Of(source, entry, cell.Split(' '));
            }
        }

        return [];
    }

    private static List<FilterOffer> Of(FilterSource source, in EntryView entry, string[] cell)
    {
        var offers = new List<FilterOffer>();
        if (cell.Contains("time"))
        {
            Add(offers, "from here on", Compare(Time, FilterOperator.GreaterOrEqual, entry, source), hasOpposite: false);
            Add(offers, "until here", Compare(Time, FilterOperator.LessOrEqual, entry, source), hasOpposite: false);
        }

        if (cell.Contains("length"))
        {
            AddLength(offers, entry, source);
        }

        if (cell.Contains("content"))
        {
            AddContent(offers, entry, source);
        }

        AddPeer(offers, entry, source);
        AddKind(offers, entry, source);
        if (!cell.Contains("content"))
        {
            AddContent(offers, entry, source);
        }

        if (!cell.Contains("length"))
        {
            AddLength(offers, entry, source);
        }

        return [.. offers.DistinctBy(offer => offer.Condition)];
    }

    private static void AddPeer(List<FilterOffer> offers, in EntryView entry, FilterSource source)
    {
        var address = FilterText.Same(PeerAddressValue, entry, source);
        if (address is not null && FilterText.Same(PeerPort, entry, source) is { } port && !entry.Peer.IsNone)
        {
            Add(offers, VisibleText.Name(entry.Peer.ToString()), $"{address} and {port}");
            Add(offers, $"address {PeerAddressValue.ReadText(entry, source)}", address);
            Add(offers, $"port {PeerPort.ReadText(entry, source)}", port);
        }
        else if (!entry.Peer.IsUnnamed)
        {
            Add(offers, VisibleText.Name(entry.Peer.ToString()), address);
        }

        if (!entry.ConnectionId.IsNone)
        {
            Add(offers, $"connection #{Number(entry.ConnectionId.Number)}", FilterText.Same(Connection, entry, source));
        }
    }

    private static void AddKind(List<FilterOffer> offers, in EntryView entry, FilterSource source)
    {
        if (entry.Kind == EntryKind.Event)
        {
            Add(offers, "events of this type", FilterText.Same(Event, entry, source));
            Add(offers, "events", "kind == event");
            return;
        }

        Add(
            offers,
            entry.Direction == EntryDirection.In ? "what was received" : "what was sent",
            FilterText.Same(Direction, entry, source)
        );
    }

    private static void AddLength(List<FilterOffer> offers, in EntryView entry, FilterSource source)
    {
        if (entry.Kind != EntryKind.Event)
        {
            Add(offers, $"this length ({Number(entry.Length)})", FilterText.Same(Length, entry, source));
        }
    }

    private static void AddContent(List<FilterOffer> offers, in EntryView entry, FilterSource source)
    {
        if (entry.Kind == EntryKind.Event || entry.Payload.IsEmpty)
        {
            return;
        }

        if (entry.Payload.Length <= LongestText && System.Text.Unicode.Utf8.IsValid(entry.Payload) && VisibleText.IsText(entry.Payload))
        {
            Add(offers, "this text", FilterText.Test("text", FilterOperator.Equal, Encoding.UTF8.GetString(entry.Payload)));
        }

        var begin = entry.Payload[..Math.Min(LongestBytes, entry.Payload.Length)];
        Add(
            offers,
            begin.Length < entry.Payload.Length
                ? string.Create(CultureInfo.InvariantCulture, $"what begins with these {begin.Length} bytes")
                : "these bytes",
            FilterText.BytesAt(0, begin)
        );
    }

    private static string? Compare(EntryValue value, FilterOperator operation, in EntryView entry, FilterSource source) =>
        value.ReadText(entry, source) is { } operand ? FilterText.Test(value.Name, operation, operand) : null;

    private static void Add(List<FilterOffer> offers, string words, string? condition, bool hasOpposite = true)
    {
        if (condition is not null)
        {
            offers.Add(new(words, condition, hasOpposite));
        }
    }
}

/// <summary>A condition that holds of an entry.</summary>
/// <param name="Words">What it asks for, such as <c>port 9191</c>.</param>
/// <param name="Condition">The condition.</param>
/// <param name="HasOpposite">Whether everything else is worth asking for, too.</param>
public sealed record FilterOffer(string Words, string Condition, bool HasOpposite = true);
