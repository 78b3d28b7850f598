using Microsoft.AspNetCore.Components;
using SocketLab.Contracts;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Components.Filtering;

/// <summary>The filters that are kept: to be used, to mark and fold rows, and to be deleted; and the present one, to be kept.</summary>
public partial class SavedFilters
{
    private string _name = "";
    private FilterColour _colour;

    /// <summary>The saved filters.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<StoredFilter> Filters { get; set; } = [];

    /// <summary>The filter in force; empty for none.</summary>
    [Parameter]
    public string Current { get; set; } = "";

    /// <summary>Whether the person may change them.</summary>
    [Parameter]
    public bool CanOperate { get; set; }

    /// <summary>A filter is to be used.</summary>
    [Parameter]
    public EventCallback<string> OnUse { get; set; }

    /// <summary>A filter is to be saved.</summary>
    [Parameter]
    public EventCallback<SavedFilter> OnSave { get; set; }

    /// <summary>A filter is to be deleted.</summary>
    [Parameter]
    public EventCallback<StoredFilter> OnDelete { get; set; }

    private static string Word(FilterColour colour) => colour == FilterColour.None ? "no colour" : colour.ToString().ToLowerInvariant();

    private async Task SaveAsync()
    {
        await OnSave.InvokeAsync(new(_name, Current) { Colour = _colour });
        (_name, _colour) = ("", FilterColour.None);
    }

    private Task HideAsync(StoredFilter filter, ChangeEventArgs change) =>
        OnSave.InvokeAsync(filter.Content with { Hide = change.Value is true });

    private Task RecolourAsync(StoredFilter filter, ChangeEventArgs change) =>
        OnSave.InvokeAsync(filter.Content with { Colour = Enum.Parse<FilterColour>((string)change.Value!) });
}
