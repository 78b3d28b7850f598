using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Bytes;

/// <summary>Copies bytes the way they are wanted elsewhere: as text, in hexadecimal, or as they are written into programs.</summary>
public partial class CopyMenu
{
    /// <summary>The menu's id, the only one of the page.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>The name by which tests find it.</summary>
    [Parameter]
    public string? TestId { get; set; }

    /// <summary>What is copied.</summary>
    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>The bytes.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>How they become text.</summary>
    [Parameter]
    public PayloadEncoding Encoding { get; set; }

    /// <summary>Put text on the clipboard.</summary>
    [Parameter]
    public EventCallback<string> OnCopy { get; set; }

    private IReadOnlyList<MenuAction> Items =>
        [
            new("Text", () => OnCopy.InvokeAsync(ReadableText.Of(Bytes.Span, Encoding).Text)),
            new("Hex", () => OnCopy.InvokeAsync(ByteLiterals.Hex(Bytes.Span))),
            new("C array", () => OnCopy.InvokeAsync(ByteLiterals.CArray(Bytes.Span))),
            new("Python bytes", () => OnCopy.InvokeAsync(ByteLiterals.Python(Bytes.Span))),
        ];
}
