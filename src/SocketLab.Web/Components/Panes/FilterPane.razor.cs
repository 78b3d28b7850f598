using Microsoft.AspNetCore.Components;
using SocketLab.Contracts;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Panes;

/// <summary>The filter of rows: what is written is in force as soon as nobody writes any more and nothing is wrong.</summary>
public sealed partial class FilterPane
{
    /// <summary>Between two letters of somebody who writes.</summary>
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan SavedPace = TimeSpan.FromMilliseconds(250);

    private int _typed;

    /// <summary>The filters that were used before.</summary>
    [Parameter, EditorRequired]
    public RecentFilters Recent { get; set; } = default!;

    /// <summary>The rows.</summary>
    [Parameter, EditorRequired]
    public FilteredState Rows { get; set; } = default!;

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>Whether rows are shown: then it says how far looking for them is, and they can be searched.</summary>
    [Parameter]
    public bool ShowsScan { get; set; } = true;

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Rows, Filter];

    /// <inheritdoc/>
    protected override object Shown => (Filter, Filter.Syntax, Filter.Revision, Filter.Place, Rows.Scan, Library.List(), Caller.CanOperate);

    [Inject]
    private FilterLibrary Library { get; set; } = default!;

    [Inject]
    private FilterCommands Commands { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private FeedFilter Filter => Rows.Filter;

    private string SearchWords => $"Search in {Rows.RowSearch.Where}";

    private IReadOnlyList<FilterItem> Propose(string text, int caret)
    {
        if (text != Filter.Text)
        {
            Filter.Type(text);
            _typed++;
            if (!FilterProposals.IsUnfinished(text, caret))
            {
                _ = GuardAsync(ApplyLaterAsync(_typed));
            }
        }

        return FilterProposals.At(Rows.Sources, Recent.List, text, caret);
    }

    private async Task ApplyLaterAsync(int typed)
    {
        await Task.Delay(Debounce, Time, Closed);
        if (typed == _typed)
        {
            Filter.Apply();
        }
    }

    private void Apply(string text)
    {
        _typed++;
        Filter.Type(text);
        Filter.Apply();
        if (Filter.Error is null)
        {
            Recent.Add(text);
        }
    }

    /// <summary>Others save filters, too.</summary>
    protected override Task WatchAsync() =>
        PullAsync(Library.Changed, SavedPace, Timeout.InfiniteTimeSpan, () => Rows.UseSaved(Library.List()));

    private void Use(string text)
    {
        Filter.Use(text);
        Recent.Add(text);
    }

    private Task<bool> SaveAsync(SavedFilter filter) => Prompts.TryAsync(() => Commands.SaveAsync(Caller, filter));

    private async Task DeleteAsync(StoredFilter filter)
    {
        var question = $"The filter “{filter.Content.Name}” will be gone for everybody who uses this workspace.";
        if (await Prompts.ConfirmAsync("Delete the filter?", question, "Delete"))
        {
            await Prompts.TryAsync(() => Commands.DeleteAsync(Caller, filter.Id));
        }
    }

    private void Clear() => Filter.Use("");
}
