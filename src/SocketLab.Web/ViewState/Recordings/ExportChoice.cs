using SocketLab.Core.Filtering;

namespace SocketLab.Web.ViewState.Recordings;

/// <summary>A form in which entries can be saved.</summary>
/// <param name="Value">What the API calls it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="About">What it is good for.</param>
/// <param name="Extension">The ending of the file's name.</param>
public sealed record ExportForm(string Value, string Name, string About, string Extension)
{
    /// <summary>Packets for Wireshark.</summary>
    public static ExportForm Packets { get; } =
        new("packets", "pcapng, as packets", "For Wireshark: IP, UDP and TCP headers are made up, and the file says so", "pcapng");

    /// <summary>Messages for Wireshark.</summary>
    public static ExportForm Messages { get; } =
        new("messages", "pcapng, as messages", "For Wireshark, with no headers made up: TLS plaintext, Unix sockets", "pcapng");

    /// <summary>The bytes alone.</summary>
    public static ExportForm Raw { get; } = new("raw", "Raw bytes", "One direction of one conversation, byte for byte", "bin");

    /// <summary>All of them, those that people want most first.</summary>
    public static IReadOnlyList<ExportForm> All { get; } =
    [
        Packets,
        Messages,
        new("jsonl", "JSON Lines", "One entry a line, as the API has it", "jsonl"),
        new("csv", "CSV", "For spreadsheets: no cell is taken for a formula", "csv"),
        new("text", "Text", "As the feed shows it", "txt"),
        new("hexdump", "Hex dump", "text2pcap reads it back", "txt"),
        Raw,
        new("c", "C arrays", "To paste into a program", "h"),
    ];

    /// <summary>Whether it is a capture file, which Wireshark can also follow while it grows.</summary>
    public bool IsCapture => this == Packets || this == Messages;
}

/// <summary>Which entries are saved.</summary>
public enum ExportScope
{
    /// <summary>All that the journal has.</summary>
    All,

    /// <summary>Those that a filter takes.</summary>
    Filtered,

    /// <summary>Those that are selected.</summary>
    Selected,

    /// <summary>Those of the selected entry's connection.</summary>
    Connection,
}

/// <summary>What a person wants to save, and in which form.</summary>
public sealed record ExportChoice
{
    /// <summary>The endpoint's id.</summary>
    public required string EndpointId { get; init; }

    /// <summary>The form.</summary>
    public ExportForm Form { get; init; } = ExportForm.Packets;

    /// <summary>Whether of a framed stream each frame is a packet, where the form is <see cref="ExportForm.Messages"/>.</summary>
    public bool IsPerFrame { get; init; }

    /// <summary>Which entries.</summary>
    public ExportScope Scope { get; init; }

    /// <summary>The filter of <see cref="ExportScope.Filtered"/>.</summary>
    public string Filter { get; init; } = "";

    /// <summary>The sequences of the selected entries.</summary>
    public IReadOnlyList<long> Selected { get; init; } = [];

    /// <summary>The connection of the selected entry; null where it has none.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The direction of <see cref="ExportForm.Raw"/>: <c>in</c> or <c>out</c>.</summary>
    public string Direction { get; init; } = "in";

    /// <summary>Whether the selected entries lie so far apart that no filter can name them all.</summary>
    public bool IsTooScattered => Scope == ExportScope.Selected && FilterText?.Length > FilterSyntax.MaxLength;

    /// <summary>Where the API has the file.</summary>
    public string Address => AddressOf(follow: false);

    /// <summary>The line that shows it in Wireshark while it grows; null for other forms.</summary>
    /// <param name="server">The address of SocketLab, as the browser knows it.</param>
    /// <param name="needsToken">Whether a token is needed.</param>
    public string? WiresharkLine(string server, bool needsToken)
    {
        if (!Form.IsCapture)
        {
            return null;
        }

        var token = needsToken ? " -H \"Authorization: Bearer $SOCKETLAB_TOKEN\"" : "";
        return $"curl -sN{token} '{new Uri(new Uri(server), AddressOf(follow: true)).AbsoluteUri}' | wireshark -k -i -";
    }

    private string AddressOf(bool follow)
    {
        var query = new List<string>();
        if (FilterText is { } filter)
        {
            query.Add($"filter={Uri.EscapeDataString(filter).Replace("'", "%27", StringComparison.Ordinal)}");
        }

        if (Scope == ExportScope.Connection && ConnectionId is { } connection)
        {
            query.Add($"connectionId={Uri.EscapeDataString(connection)}");
        }

        if (Form.IsCapture)
        {
            query.Add($"as={Form.Value}");
            query.AddRange(Form == ExportForm.Messages && IsPerFrame ? ["per=frame"] : Array.Empty<string>());
            query.AddRange(follow ? ["follow=true"] : Array.Empty<string>());
            return $"api/endpoints/{EndpointId}/capture.pcapng?{string.Join('&', query)}";
        }

        query.Add($"format={Form.Value}");
        query.AddRange(Form == ExportForm.Raw ? [$"direction={Direction}"] : Array.Empty<string>());
        return $"api/endpoints/{EndpointId}/export?{string.Join('&', query)}";
    }

    /// <summary>The filter that takes what is wanted; null where that is all, or all of a connection.</summary>
    public string? FilterText =>
        Scope switch
        {
            ExportScope.Filtered => string.IsNullOrWhiteSpace(Filter) ? null : Filter.Trim(),
            ExportScope.Selected => SequenceText.Of(Selected),
            _ => null,
        };
}
