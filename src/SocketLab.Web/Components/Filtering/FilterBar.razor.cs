using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Components.Filtering;

/// <summary>The box that a filter is written in, with what could be written, what is wrong, and how much is found.</summary>
/// <remarks>
/// The script has the text and the list of proposals, so that no letter waits for the server and none is overwritten by an older one. An
/// input cannot mark its text: the same text up to the fault lies behind it, without ink.
/// </remarks>
public sealed partial class FilterBar
{
    private ElementReference _root;
    private string? _first;

    /// <summary>What is written, as the server knows it.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    /// <summary>Counts up when the text was changed elsewhere than in the box.</summary>
    [Parameter]
    public int Revision { get; set; }

    /// <summary>What is wrong; null when nothing is.</summary>
    [Parameter]
    public FilterError? Error { get; set; }

    /// <summary>How much is found; null while all entries are shown.</summary>
    [Parameter]
    public ScanStatus? Status { get; set; }

    /// <summary>Takes what is typed, and says what could be written at the caret.</summary>
    [Parameter, EditorRequired]
    public Func<string, int, IReadOnlyList<FilterItem>> OnPropose { get; set; } = (_, _) => [];

    /// <summary>What is written is to be in force at once.</summary>
    [Parameter]
    public EventCallback<string> OnApply { get; set; }

    /// <summary>The search is to stop, or to go on.</summary>
    [Parameter]
    public EventCallback OnStop { get; set; }

    /// <summary>All entries are to be shown.</summary>
    [Parameter]
    public EventCallback OnClear { get; set; }

    /// <summary>The clauses.</summary>
    [Parameter]
    public RenderFragment? Chips { get; set; }

    /// <summary>What else can be done with filters.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    /// <summary>The text up to the fault, and what is at fault: a blank where something is missing.</summary>
    private (string Before, string At)? Mark
    {
        get
        {
            if (Error is not { } error || Text.Length == 0)
            {
                return null;
            }

            var start = Math.Min(error.Column - 1, Text.Length);
            var end = Math.Min(start + error.Length, Text.Length);
            return (Text[..start], end > start ? Text[start..end] : " ");
        }
    }

    /// <summary>Called by the script with each letter.</summary>
    [JSInvokable]
    public IReadOnlyList<FilterItem> Typed(string text, int caret) => OnPropose(text, caret);

    /// <summary>Called by the script: Enter was pressed.</summary>
    [JSInvokable]
    public Task Entered(string text) => OnApply.InvokeAsync(text);

    /// <inheritdoc/>
    protected override void OnInitialized() => _first = Text;

    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) =>
        firstRender ? AttachAsync("filter", self => [_root, self]) : Task.CompletedTask;
}
