using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Endpoints.Fields;

/// <summary>A line of text.</summary>
/// <remarks>
/// It is told at each key. The text that is rendered is its own: what holds the form may be rendered later than this, as a dialog is, and
/// the older text that it gave would be written over newer letters.
/// </remarks>
public partial class WordField
{
    private string _text = "";
    private string _given = "";

    /// <summary>What stands there while there is no text.</summary>
    [Parameter]
    public string? Placeholder { get; set; }

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (Value != _given)
        {
            _text = _given = Value;
        }
    }

    /// <summary>What is typed means something at once; what is wrong with it is said when the field is left.</summary>
    private async Task TypeAsync(string? text)
    {
        _text = _given = text ?? "";
        await ValueChanged.InvokeAsync(_text);
        Form.Typed();
    }

    private Task LeaveAsync(ChangeEventArgs change)
    {
        _text = _given = (string?)change.Value ?? "";
        return ChangeAsync(_text);
    }
}
