using Microsoft.AspNetCore.Components;
using SocketLab.Core.Definitions;
using SocketLab.Core.Numbers;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Frames;

namespace SocketLab.Web.Components.Frames;

/// <summary>
/// Above a stream: whether its reads are shown or its frames, and how those are cut. What is edited takes effect at once.
/// </summary>
public partial class FramingBar
{
    private const string NoteId = "framing-note";

    private const string OwnRule = "own";

    private static readonly Segment<bool>[] Views =
    [
        new(false, "Reads", "As the system delivered it: a read or a write each", "show-reads"),
        new(true, "Frames", "Cut into frames, also what came before", "show-frames"),
    ];

    /// <summary>The framing; null while reads are shown.</summary>
    [Parameter]
    public FramingForm? Form { get; set; }

    /// <summary>The endpoint whose framing it is.</summary>
    [Parameter]
    public string EndpointName { get; set; } = "";

    /// <summary>Whether the person may change it.</summary>
    [Parameter]
    public bool CanChange { get; set; }

    /// <summary>Show frames, or reads. Without it there is no switch.</summary>
    [Parameter]
    public EventCallback<bool> OnShow { get; set; }

    /// <summary>Something was edited; the form says whether it can take effect.</summary>
    [Parameter]
    public EventCallback OnEdited { get; set; }

    /// <summary>What stands at the end of the bar.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string Title =>
        CanChange
            ? $"Frames are a view: a change cuts what is kept anew, for all connections of “{EndpointName}”. Its reply rules see "
                + "frames cut the new way from then on."
            : "You look on as a viewer: only operators change the framing.";

    private string Note =>
        Form!.Errors.Count > 0
            ? $"{string.Join(' ', Form.Errors.Values)} Frames stay as they are until this is fixed."
            : FramingWords.Note(Form.Draft);

    private string Protocol => Form!.Preset?.Name ?? (Form.Draft.Mode == FramingMode.Raw ? "" : OwnRule);

    private bool HasLength => Form!.Draft.Mode is FramingMode.LengthPrefix or FramingMode.Varint;

    private bool Shows(bool isUsed, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            isUsed |= Form!.Errors.ContainsKey(field);
        }

        return isUsed;
    }

    private string Invalid(string field) => Form!.Errors.ContainsKey(field) ? "true" : "false";

    private static int Number(ChangeEventArgs change) => WholeNumber.TryRead<int>((string?)change.Value, out var number) ? number : 0;

    private Task Edit(FramingOptions draft)
    {
        Form!.Edit(draft);
        return OnEdited.InvokeAsync();
    }

    private Task Written(Func<FramingNumbers, string, FramingNumbers> edit, ChangeEventArgs change)
    {
        Form!.Edit(edit(Form.Numbers, (string?)change.Value ?? ""));
        return OnEdited.InvokeAsync();
    }

    private Task ChooseAsync(ChangeEventArgs change)
    {
        if (FramingPreset.All.FirstOrDefault(preset => preset.Name == (string?)change.Value) is { } preset)
        {
            Form!.Choose(preset);
        }
        else
        {
            Form!.Edit(Form.Draft with { Mode = FramingMode.Raw });
        }

        return OnEdited.InvokeAsync();
    }
}
