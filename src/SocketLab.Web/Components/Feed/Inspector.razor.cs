using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Feed;

/// <summary>The right pane: the selected entry as bytes, text, JSON and details, and what happened there.</summary>
public partial class Inspector
{
    /// <summary>A browser draws this many at once without a pause; the rest comes on request.</summary>
    private const int FirstBytes = 4096;

    /// <summary>Longer JSON is shown as text only.</summary>
    private const int LongestJson = 64 << 10;

    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private InspectorTab _tab = InspectorTab.Bytes;
    private InspectorTab _given = InspectorTab.Bytes;
    private bool _showAll;
    private Entry? _shown;

    /// <summary>The selected entry; null when none is or it is gone.</summary>
    [Parameter]
    public Entry? Entry { get; set; }

    /// <summary>The selected sequence, also when its entry is gone.</summary>
    [Parameter]
    public long? SelectedSequence { get; set; }

    /// <summary>The sequence of an entry that a link named and that is of an earlier run of the server.</summary>
    [Parameter]
    public long? Missed { get; set; }

    /// <summary>How to show an entry, where that has it.</summary>
    [Parameter]
    public InspectorTab Tab { get; set; }

    /// <summary>It is to be shown in another way.</summary>
    [Parameter]
    public EventCallback<InspectorTab> TabChanged { get; set; }

    /// <summary>Our own address.</summary>
    [Parameter]
    public string Local { get; set; } = "";

    /// <summary>The viewer's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The entry's connection, if it is remembered.</summary>
    [Parameter]
    public TcpConnection? Connection { get; set; }

    /// <summary>What to show while no entry is looked at.</summary>
    [Parameter]
    public RenderFragment? Idle { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Write to the entry's peer.</summary>
    [Parameter]
    public EventCallback OnReply { get; set; }

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>Something is to be done to the entry's connection.</summary>
    [Parameter]
    public EventCallback<ConnectionEnding> OnConnection { get; set; }

    private bool CanReply =>
        CanOperate && !Entry!.Peer.IsNone && Entry.Event is null && !(Entry.Kind == EntryKind.Datagram && Entry.Peer.IsUnnamed);

    private string WhyNone =>
        Missed is { } missed ? $"Entry {missed:N0} of this link is not kept any more: SocketLab was started again since."
        : SelectedSequence is null ? "Select a row to look inside it."
        : $"Entry {SelectedSequence:N0} is not kept any more: newer ones took its room, or the journal was cleared.";

    private Explanation Explained => Explanation.Of(Entry!);

    private ReadOnlyMemory<byte> Shown => _showAll || Entry!.Payload.Length <= FirstBytes ? Entry!.Payload : Entry.Payload[..FirstBytes];

    private int HiddenBytes => Entry!.Payload.Length - Shown.Length;

    private string HiddenCount => HiddenBytes.ToString("N0", CultureInfo.InvariantCulture);

    private string? Json { get; set; }

    private IReadOnlyList<InspectorTab> Tabs =>
        Entry!.Event is not null ? [InspectorTab.Details]
        : Json is null ? [InspectorTab.Bytes, InspectorTab.Text, InspectorTab.Details]
        : [InspectorTab.Bytes, InspectorTab.Text, InspectorTab.Json, InspectorTab.Details];

    /// <summary>The tab wanted, or the first where this entry does not have it.</summary>
    private InspectorTab Active => Tabs.Contains(_tab) ? _tab : Tabs[0];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Tab != _given)
        {
            _tab = _given = Tab;
        }

        if (ReferenceEquals(_shown, Entry))
        {
            return;
        }

        _shown = Entry;
        _showAll = false;
        Json =
            Entry is { Payload.Length: > 1 and <= LongestJson } && Entry.Payload.Span[0] is (byte)'{' or (byte)'['
                ? PrettyJson(Entry.Payload)
                : null;
    }

    private Task ChooseAsync(InspectorTab tab)
    {
        _tab = tab;
        return TabChanged.InvokeAsync(tab);
    }

    private static string Title(InspectorTab tab) => tab == InspectorTab.Json ? "JSON" : tab.ToString();

    private static string? PrettyJson(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);

            // Escapes in the source come out as the characters themselves, which may be ones that hide.
            return VisibleText.Reveal(JsonSerializer.Serialize(document, Pretty));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // A string in it that is no text is noticed only when it is written.
            return null;
        }
    }
}
