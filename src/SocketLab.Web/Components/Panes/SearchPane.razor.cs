using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.Components.Panes;

/// <summary>The search among rows of any sort.</summary>
public sealed partial class SearchPane
{
    /// <summary>The rows that are searched.</summary>
    [Parameter, EditorRequired]
    public FilteredState Rows { get; set; } = default!;

    /// <summary>How the selected row's bytes are read, where they stand beside the rows: what is found is selected there.</summary>
    [Parameter]
    public ByteReading? Reading { get; set; }

    /// <inheritdoc/>
    protected override IReadOnlyList<LiveState> States => [Rows, Search];

    /// <inheritdoc/>
    protected override object Shown => (Search, Search.IsOpen, Search.Text, Search.Kind, Search.Error, Search.Words);

    private RowSearch Search => Rows.RowSearch;

    private void Step(bool back)
    {
        Rows.Find(back);
        if (Search.Current is { } found)
        {
            Reading?.Select(found.Start, found.Length);
        }
    }
}
