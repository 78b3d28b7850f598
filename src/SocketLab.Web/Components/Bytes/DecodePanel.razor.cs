using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Bytes;

namespace SocketLab.Web.Components.Bytes;

/// <summary>Unwraps the selected bytes, or the message: base64, URL, gzip; one after the other, where one was put into another.</summary>
public partial class DecodePanel
{
    private const int ShownBytes = 16 << 10;

    private static readonly Segment<bool>[] Shapes = [new(true, "Text"), new(false, "Bytes")];

    private object? _decoded;
    private DecodedContent? _result;
    private string? _pretty;
    private bool? _asText;

    /// <summary>Tells the menu of this panel from others on the page.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The whole message.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>What is selected, and how it is unwrapped.</summary>
    [Parameter, EditorRequired]
    public ByteReading Reading { get; set; } = default!;

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    private ReadOnlyMemory<byte> First => _result!.Bytes.AsMemory(0, Math.Min(ShownBytes, _result.Bytes.Length));

    private bool IsText => _asText ?? VisibleText.IsText(First.Span);

    /// <inheritdoc/>
    protected override void OnParametersSet() => Decode();

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        Decode();
        return true;
    }

    /// <summary>Decodes when something it depends on is another: a megabyte is not inflated for every rendering.</summary>
    private void Decode()
    {
        var wanted = (Bytes, Reading.Selection?.Start, Reading.Selection?.Length, Reading.Codings, Reading.Encoding);
        if (wanted.Equals(_decoded))
        {
            return;
        }

        _decoded = wanted;
        _result = Reading.Decode(Bytes) is [.., var last] ? last : null;
        _pretty = _result is null
            ? null
            : PrettyText.Json(_result.Bytes, Reading.Encoding) ?? PrettyText.Xml(_result.Bytes, Reading.Encoding);
    }

    private void Show(bool asText) => _asText = asText;

    private static string Summary(DecodedContent result) =>
        result.Note is null ? Counted(result.Bytes.Length, "byte")
        : result.Bytes.Length == 0 ? result.Note
        : $"{Counted(result.Bytes.Length, "byte")}. {result.Note}";
}
