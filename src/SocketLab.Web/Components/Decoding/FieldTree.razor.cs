using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Web.ViewState.Bytes;
using SocketLab.Web.ViewState.Decoding;

namespace SocketLab.Web.Components.Decoding;

/// <summary>Wireshark's tree of an entry. It is one tab stop; arrow keys walk through it, open and close (<c>js/arrows.js</c>).</summary>
public sealed partial class FieldTree
{
    private string? _chosen;

    /// <summary>The lines in sight.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DecodeRow> Rows { get; set; } = [];

    /// <summary>The selected bytes.</summary>
    [Parameter]
    public ByteSelection? Selection { get; set; }

    /// <summary>The bytes of a line are to be selected.</summary>
    [Parameter]
    public EventCallback<ByteSelection> OnSelect { get; set; }

    /// <summary>A line was chosen, also one that is about no bytes.</summary>
    [Parameter]
    public EventCallback<DecodeRow> OnChoose { get; set; }

    /// <summary>A line is to be opened, or closed.</summary>
    [Parameter]
    public EventCallback<DecodeRow> OnToggle { get; set; }

    /// <inheritdoc/>
    protected override object Shown => (Rows, Selection, _chosen);

    private bool IsStop(DecodeRow row, int index) => row.Key == _chosen || (index == 0 && Rows.All(other => other.Key != _chosen));

    private async Task ChooseAsync(DecodeRow row)
    {
        _chosen = row.Key;
        await OnChoose.InvokeAsync(row);
        if (row.Bytes is { } bytes)
        {
            await OnSelect.InvokeAsync(bytes);
        }
    }

    private Task ToggleAsync(DecodeRow row) => row.IsOpen is null ? Task.CompletedTask : OnToggle.InvokeAsync(row);

    private static string? Expanded(DecodeRow row) => row.IsOpen?.ToString().ToLowerInvariant();

    private static string Twist(DecodeRow row) =>
        row.IsOpen switch
        {
            true => "▾",
            false => "▸",
            null => "",
        };

    private static string Indent(DecodeRow row) =>
        string.Create(CultureInfo.InvariantCulture, $"padding-left:{Math.Min(row.Level, 12) * 12 - 8}px");

    private string Kind(DecodeRow row) =>
        (row.IsSuspicious ? "suspicious " : "")
        + (row.Bytes is null ? "elsewhere " : "")
        + (row.Bytes is { } bytes && (Selection?.Start, Selection?.Length) == (bytes.Start, bytes.Length) ? "same" : "");
}
