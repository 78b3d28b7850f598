using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Components.Bytes;

/// <summary>What the bytes at the selection are as numbers, times and addresses. Choosing one selects its bytes and names them.</summary>
public partial class ValuesTable
{
    private IReadOnlyList<ByteValue> _values = [];

    /// <summary>The message.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>The selected bytes.</summary>
    [Parameter]
    public ByteSelection Selection { get; set; }

    /// <summary>A value was chosen.</summary>
    [Parameter]
    public EventCallback<ByteSelection> OnChoose { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Bytes, Selection);

    /// <inheritdoc/>
    protected override void OnParametersSet() => _values = ByteValues.At(Bytes.Span, Selection);

    /// <summary>The one tab stop: the value that is chosen, or the first.</summary>
    private bool IsStop(ByteReadAs read) =>
        _values.Any(value => IsChosen(value.Big) || IsChosen(value.Little)) ? IsChosen(read) : read == _values[0].Big;

    private bool IsChosen(ByteReadAs? read) => read is { } value && value.Selection.Type is not null && value.Selection == Selection;

    private RenderFragment Button(ByteValue value, ByteReadAs? read, string style, string order) =>
        builder =>
        {
            if (read is not { } shown)
            {
                builder.OpenElement(0, "span");
                builder.AddAttribute(1, "class", "none " + style);
                builder.AddContent(2, "–");
                builder.CloseElement();
                return;
            }

            builder.OpenElement(3, "button");
            builder.AddAttribute(4, "type", "button");
            builder.AddAttribute(5, "role", "radio");
            builder.AddAttribute(6, "aria-checked", IsChosen(read) ? "true" : "false");
            builder.AddAttribute(
                7,
                "aria-label",
                style.Length > 0 ? $"{value.Name}: {shown.Text}" : $"{value.Name}, {order}: {shown.Text}"
            );
            builder.AddAttribute(8, "class", style);
            builder.AddAttribute(9, "tabindex", IsStop(shown) ? 0 : -1);
            builder.AddAttribute(10, "title", shown.Selection.Expression);
            builder.AddAttribute(11, "onclick", EventCallback.Factory.Create(this, () => OnChoose.InvokeAsync(shown.Selection)));
            builder.AddContent(12, shown.Text);
            builder.CloseElement();
        };
}
