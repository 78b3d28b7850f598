using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using SocketLab.Core.Journal;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Comparing;

namespace SocketLab.Web.Components.Comparing;

/// <summary>Two entries beside each other with what differs, and what changes over the messages between them.</summary>
public partial class ComparePanel
{
    private static readonly Segment<bool>[] Ways =
    [
        new(false, "By content", "What was put in or taken out moves nothing else", "by-content"),
        new(true, "By position", "Each byte beside the one at the same place", "by-position"),
    ];

    private object? _compared;
    private Comparison _comparison = new();
    private ChangesView? _changes;
    private bool _isSearching;

    /// <summary>The entry that is held.</summary>
    [Parameter, EditorRequired]
    public HeldEntry Held { get; set; } = default!;

    /// <summary>The entry that is looked at.</summary>
    [Parameter, EditorRequired]
    public Entry Other { get; set; } = default!;

    /// <summary>How they are compared.</summary>
    [Parameter, EditorRequired]
    public CompareState State { get; set; } = default!;

    /// <summary>The journal that both are in; null where they are in two.</summary>
    [Parameter]
    public EntryJournal? Journal { get; set; }

    /// <summary>The bytes that are selected in messages of the endpoint.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    /// <summary>The bytes of a field were chosen.</summary>
    [Parameter]
    public EventCallback<ByteSelection> OnChoose { get; set; }

    /// <summary>The entry is not to be held any more.</summary>
    [Parameter]
    public EventCallback OnDrop { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Compare();

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        Compare();
        return true;
    }

    /// <summary>Compares when one of the two, or the way, is another.</summary>
    private void Compare()
    {
        var wanted = (Held, Other, State.ByPosition);
        if (wanted.Equals(_compared))
        {
            return;
        }

        var isOtherPair =
            _compared is not (HeldEntry held, Entry other, bool) || !ReferenceEquals(held, Held) || !ReferenceEquals(other, Other);
        _compared = wanted;
        _comparison = Comparison.Of(Held.Entry.Payload, Other.Payload, State.ByPosition);
        _changes = isOtherPair ? null : _changes;
    }

    private async Task FindChangesAsync()
    {
        var (journal, held, other) = (Journal!, Held, Other);
        _isSearching = true;
        var changes = await Task.Run(() => ChangesView.Between(journal, held.Entry.Sequence, other));
        _isSearching = false;
        _changes = (held, other) == (Held, Other) ? changes : null;
    }

    private static RenderFragment Side(CompareSide side, string name) =>
        builder =>
        {
            builder.OpenElement(0, "span");
            builder.AddAttribute(1, "class", name);
            builder.OpenElement(2, "i");
            builder.AddContent(3, side.Offset.ToString("x4", CultureInfo.InvariantCulture));
            builder.CloseElement();
            builder.OpenElement(4, "span");
            Runs(builder, side, run => run.Hex);
            builder.CloseElement();
            builder.OpenElement(5, "i");
            Runs(builder, side, run => run.Text);
            builder.CloseElement();
            builder.CloseElement();
        };

    private static void Runs(RenderTreeBuilder builder, CompareSide side, Func<CompareRun, string> text)
    {
        foreach (var run in side.Runs)
        {
            if (run.IsMarked)
            {
                // The blank behind a byte is none of it.
                var marked = text(run);
                var blank = marked.EndsWith(' ') && run.Hex == marked ? 1 : 0;
                builder.OpenElement(6, "mark");
                builder.AddContent(7, marked[..^blank]);
                builder.CloseElement();
                builder.AddContent(8, marked[^blank..]);
            }
            else
            {
                builder.AddContent(9, text(run));
            }
        }
    }
}
