using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>The actions for what somebody points at. The script of the view opens it there, or at the selection for a key.</summary>
/// <remarks>A table names it with <c>data-menu</c> (<c>js/feed.js</c>).</remarks>
public partial class ContextMenu
{
    /// <summary>The list's id, the only one of the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What the actions are about.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>What can be done. A list that stays the same is not rendered again.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<MenuAction> Items { get; set; } = [];

    /// <inheritdoc/>
    protected override object Shown => (Id, Label, Items);
}
