using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Conversations;

namespace SocketLab.Web.Components.Conversations;

/// <summary>The files that a followed conversation can be saved as.</summary>
public sealed partial class SaveMenu
{
    /// <summary>The files. A list that stays the same is not rendered again.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SaveChoice> Choices { get; set; } = [];

    /// <inheritdoc/>
    protected override object Shown => Choices;
}
