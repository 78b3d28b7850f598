using Microsoft.AspNetCore.Components;
using SocketLab.Core.Journal;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Frames;

/// <summary>One frame: its bytes, how whole it is, and which entries it comes from.</summary>
public partial class FrameDetailPanel
{
    private static readonly Segment<bool>[] Readings = [new(false, "Bytes"), new(true, "Text")];

    private bool _asText;

    /// <summary>The frame and its bytes.</summary>
    [Parameter, EditorRequired]
    public FrameDetail Detail { get; set; } = default!;

    /// <summary>How its bytes are read.</summary>
    [Parameter, EditorRequired]
    public ByteReading Reading { get; set; } = default!;

    /// <summary>The endpoint whose feed has its entries.</summary>
    [Parameter]
    public string EndpointId { get; set; } = "";

    /// <summary>One of its entries is to be looked at, on the same page. Without it that is left to a link.</summary>
    [Parameter]
    public EventCallback<long> OnEntry { get; set; }

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    /// <summary>More bytes of the frame are to be shown.</summary>
    [Parameter]
    public EventCallback OnMore { get; set; }

    /// <summary>The panel is to be closed.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    private string Title =>
        $"{What}, {Counted(Detail.Frame.Length, "byte")} "
        + $"{(Detail.Row.Key.Direction == EntryDirection.In ? "received" : "sent")}, {Detail.Row.State.State}";

    private string What => Detail.Row.State.IsOpen ? "Frame" : $"Frame {Detail.Row.Number}";

    private IReadOnlyList<long> Entries =>
        Detail.Frame is var frame && frame.FirstSequence == frame.LastSequence
            ? [frame.FirstSequence]
            : [frame.FirstSequence, frame.LastSequence];

    private string Parts
    {
        get
        {
            var frame = Detail.Frame;
            string?[] parts =
            [
                frame.HeaderLength > 0 ? $"beginning {Counted(frame.HeaderLength, "byte")}" : null,
                $"content {Counted(frame.ContentLength, "byte")}",
                frame.TrailerLength > 0 ? $"end {Counted(frame.TrailerLength, "byte")}" : null,
            ];
            return string.Join(", ", parts.OfType<string>());
        }
    }

    private string EntryAddress(long sequence) => $"?endpoint={EndpointId}&entry={sequence}";
}
