using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Connections;

namespace SocketLab.Web.Components.Connections;

/// <summary>The head of a column of connections, which sorts them by it.</summary>
public partial class ConnectionHeadCell
{
    /// <summary>The column.</summary>
    [Parameter, EditorRequired]
    public ConnectionColumn Column { get; set; }

    /// <summary>How the table is sorted now.</summary>
    [Parameter]
    public ConnectionOrder? Order { get; set; }

    /// <summary>Sort by this column, the other way round, or no more.</summary>
    [Parameter]
    public EventCallback<ConnectionColumn> OnSort { get; set; }

    /// <summary>What the cell looks like.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>What the column tells.</summary>
    [Parameter]
    public string? Title { get; set; }

    /// <summary>Its name.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private bool? IsDescending => Order is { } order && order.Column == Column ? order.Descending : null;

    private string? AriaSort => IsDescending is { } down ? (down ? "descending" : "ascending") : null;

    private string Mark => IsDescending is { } down ? (down ? " ↓" : " ↑") : "";
}
