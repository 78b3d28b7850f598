using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;
using SocketLab.Core.Transport.Tcp;
using SocketLab.Web.Commands;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Feed;

/// <summary>The right pane: the selected entry as bytes, text, JSON and details, and what happened there.</summary>
public partial class Inspector
{
    /// <summary>A browser draws this many at once without a pause; the rest comes on request.</summary>
    private const int FirstBytes = 4096;

    private InspectorTab _tab = InspectorTab.Bytes;
    private InspectorTab _given = InspectorTab.Bytes;
    private bool _showAll;
    private Entry? _shown;
    private PayloadEncoding? _pretty;

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

    /// <summary>The program at the other side; empty where it is not known.</summary>
    [Parameter]
    public string Program { get; set; } = "";

    /// <summary>The viewer's time zone.</summary>
    [Parameter]
    public TimeZoneInfo Zone { get; set; } = TimeZoneInfo.Utc;

    /// <summary>The entry's connection, if it is remembered.</summary>
    [Parameter]
    public TcpConnection? Connection { get; set; }

    /// <summary>How the bytes are read.</summary>
    [Parameter]
    public ByteReading Reading { get; set; } = new();

    /// <summary>What else can be done with selected bytes.</summary>
    [Parameter]
    public RenderFragment? ByteActions { get; set; }

    /// <summary>The entry beside the one that is held; null while none is, or this is the one.</summary>
    [Parameter]
    public RenderFragment? Compared { get; set; }

    /// <summary>The entry as Wireshark reads it; null where that is nowhere to be had.</summary>
    [Parameter]
    public RenderFragment? Decoded { get; set; }

    /// <summary>Whether this entry is the one that is held.</summary>
    [Parameter]
    public bool IsHeld { get; set; }

    /// <summary>The entry is to be held for comparing, or let go.</summary>
    [Parameter]
    public EventCallback<bool> OnHold { get; set; }

    /// <summary>What to show while no entry is looked at.</summary>
    [Parameter]
    public RenderFragment? Idle { get; set; }

    /// <summary>Whether the person may change things.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>Write to the entry's peer.</summary>
    [Parameter]
    public EventCallback OnReply { get; set; }

    /// <summary>Where the entry's conversation is followed; null where it has none, or its connection says so itself.</summary>
    [Parameter]
    public string? Follow { get; set; }

    /// <summary>What somebody noted of the entry; empty for a mark without a note, null for no mark.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>The selected rows are to be marked, or not any more.</summary>
    [Parameter]
    public EventCallback OnMark { get; set; }

    /// <summary>A note is to be written on the selected rows.</summary>
    [Parameter]
    public EventCallback OnNote { get; set; }

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>Something is to be done to the entry's connection.</summary>
    [Parameter]
    public EventCallback<ConnectionEnding> OnConnection { get; set; }

    private bool CanReply =>
        CanOperate && !Entry!.Peer.IsNone && Entry.Event is null && !(Entry.Kind == EntryKind.Datagram && Entry.Peer.IsUnnamed);

    private string WhyNone =>
        Missed is { } missed ? $"Entry {Number(missed)} of this link is not kept any more: SocketLab was started again since."
        : SelectedSequence is not { } selected ? "Select a row to look inside it."
        : $"Entry {Number(selected)} is not kept any more: newer ones took its room, or the journal was cleared.";

    private Explanation Explained => Explanation.Of(Entry!);

    private ReadOnlyMemory<byte> Shown => _showAll || Entry!.Payload.Length <= FirstBytes ? Entry!.Payload : Entry.Payload[..FirstBytes];

    private string? Json { get; set; }

    private string? Xml { get; set; }

    private IReadOnlyList<InspectorTab> Tabs =>
        Entry!.Event is not null
            ? [InspectorTab.Details]
            :
            [
                InspectorTab.Bytes,
                InspectorTab.Text,
                .. Json is null ? Array.Empty<InspectorTab>() : [InspectorTab.Json],
                .. Xml is null ? Array.Empty<InspectorTab>() : [InspectorTab.Xml],
                .. Decoded is null ? Array.Empty<InspectorTab>() : [InspectorTab.Decode],
                .. Compared is null ? Array.Empty<InspectorTab>() : [InspectorTab.Compare],
                InspectorTab.Details,
            ];

    /// <summary>What the button for comparing does now; null for no button.</summary>
    private string? CompareVerb =>
        !OnHold.HasDelegate ? null
        : IsHeld ? "Compare with none"
        : Compared is null ? "Hold to compare"
        : Active == InspectorTab.Compare ? "Hold this one instead"
        : "Compare with the held one";

    /// <summary>The tab wanted, or the first where this entry does not have it.</summary>
    private InspectorTab Active => Tabs.Contains(_tab) ? _tab : Tabs[0];

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Tab != _given)
        {
            _tab = _given = Tab;
        }

        if (!ReferenceEquals(_shown, Entry))
        {
            (_shown, _showAll, _pretty) = (Entry, false, null);
        }

        if (Entry is { Event: null } && _pretty != Reading.Encoding)
        {
            _pretty = Reading.Encoding;
            Json = PrettyText.Json(Entry.Payload, Reading.Encoding);
            Xml = PrettyText.Xml(Entry.Payload, Reading.Encoding);
        }
    }

    private Task ChooseAsync(InspectorTab tab)
    {
        _tab = tab;
        return TabChanged.InvokeAsync(tab);
    }

    private Task CompareAsync() =>
        Compared is not null && Active != InspectorTab.Compare ? ChooseAsync(InspectorTab.Compare) : OnHold.InvokeAsync(!IsHeld);

    private static string Title(InspectorTab tab) =>
        tab switch
        {
            InspectorTab.Json => "JSON",
            InspectorTab.Xml => "XML",
            _ => tab.ToString(),
        };
}
