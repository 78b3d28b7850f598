using MudBlazor;

namespace SocketLab.Web.Components.Common;

/// <summary>The shape of all dialogs: as wide as what they hold needs.</summary>
internal static class DialogShape
{
    /// <summary>Options for a dialog of at most this width.</summary>
    public static DialogOptions Of(MaxWidth width) =>
        new()
        {
            MaxWidth = width,
            FullWidth = true,
        };
}
