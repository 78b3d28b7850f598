using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Common;

/// <summary>A button and the actions that it offers. The browser opens the list, and closes it before an action begins.</summary>
/// <remarks>The first item has the focus; arrow keys go on from there (<c>js/arrows.js</c>).</remarks>
public partial class Menu
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

    /// <summary>The button's classes.</summary>
    [Parameter]
    public string Button { get; set; } = "icon";

    /// <summary>Whether there is nothing to do now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Whether the palette finds it: where there is one of its sort on a page.</summary>
    [Parameter]
    public bool InPalette { get; set; }

    /// <summary>The button's test id.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>What is written on the button; always the same.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Id, Label, Button, Disabled, TestId, Items);
}

/// <summary>One action of a <see cref="Menu"/>.</summary>
/// <param name="Text">What it does, in two or three words.</param>
/// <param name="Action">What happens when it is chosen, after the list has closed.</param>
/// <param name="Title">More about it, for whoever points at it.</param>
/// <param name="IsDestructive">Whether something is gone afterwards.</param>
public sealed record MenuAction(string Text, Func<Task> Action, string? Title = null, bool IsDestructive = false);
