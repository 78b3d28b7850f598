using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Filtering;

/// <summary>One of the conditions that a filter is made of: it can be switched off, and removed.</summary>
public partial class FilterChip
{
    /// <summary>The condition as written.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>Whether it is switched off.</summary>
    [Parameter]
    public bool IsOff { get; set; }

    /// <summary>Whether it cannot be read.</summary>
    [Parameter]
    public bool IsWrong { get; set; }

    /// <summary>It is to be switched off, or on again.</summary>
    [Parameter]
    public EventCallback OnToggle { get; set; }

    /// <summary>It is to be removed.</summary>
    [Parameter]
    public EventCallback OnRemove { get; set; }
}
