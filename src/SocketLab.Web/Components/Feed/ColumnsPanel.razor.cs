using Microsoft.AspNetCore.Components;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.Components.Feed;

/// <summary>Chooses the columns of the feed: which are shown, which values have one, and their order.</summary>
public partial class ColumnsPanel
{
    private string _expression = "";
    private string _name = "";
    private string? _error;

    /// <summary>The columns.</summary>
    [Parameter, EditorRequired]
    public FeedColumns Columns { get; set; } = FeedColumns.Default;

    /// <summary>Other columns are wanted.</summary>
    [Parameter]
    public EventCallback<FeedColumns> OnChange { get; set; }

    private static (string Name, string Title)[] Always { get; } = [("number", "Number"), ("peer", "Peer"), ("length", "Length")];

    private async Task AddAsync()
    {
        try
        {
            var column = FeedColumn.Of(_name, _expression);
            (_expression, _name, _error) = ("", "", null);
            await OnChange.InvokeAsync(Columns.Add(column));
        }
        catch (FilterException error)
        {
            _error = error.Message;
        }
    }
}
