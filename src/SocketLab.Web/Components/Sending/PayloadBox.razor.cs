using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Sending;

/// <summary>The box that a payload is written in. What is wrong is marked where it stands.</summary>
/// <remarks>A text area cannot mark its text: the same text up to the fault lies behind it, without ink, in the same lines.</remarks>
public partial class PayloadBox
{
    private ElementReference _box;

    /// <summary>The text that is written.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    /// <summary>The text before the character at fault, and that character; null when nothing is to be marked.</summary>
    [Parameter]
    public (string Before, string At)? Mark { get; set; }

    /// <summary>An example of a payload, shown while the box is empty.</summary>
    [Parameter]
    public string Placeholder { get; set; } = "";

    /// <summary>The id of the element that describes the box.</summary>
    [Parameter]
    public string DescribedBy { get; set; } = "";

    /// <summary>Something was typed.</summary>
    [Parameter]
    public EventCallback<string> OnType { get; set; }

    /// <summary>A key was pressed in it.</summary>
    [Parameter]
    public EventCallback<KeyboardEventArgs> OnKey { get; set; }

    /// <summary>Puts the cursor into the box.</summary>
    public ValueTask FocusAsync() => _box.TryFocusAsync();

    private Task TypeAsync(string? text) => OnType.InvokeAsync(text ?? "");
}
