using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocketLab.Core.Payloads;
using SocketLab.Core.Payloads.Reading;

namespace SocketLab.Web.Components.Bytes;

/// <summary>Bytes as text, and for the script which bytes each piece of it stands for.</summary>
public partial class TextView
{
    private (ReadOnlyMemory<byte>, PayloadEncoding)? _read;
    private string _text = "";
    private string? _map;

    /// <summary>The bytes.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>How they become text.</summary>
    [Parameter]
    public PayloadEncoding Encoding { get; set; }

    /// <summary>The name by which tests find it.</summary>
    [Parameter]
    public string TestId { get; set; } = "text";

    /// <inheritdoc/>
    protected override object Shown => (Bytes, Encoding);

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_read is { } read && read.Equals((Bytes, Encoding)))
        {
            return;
        }

        _read = (Bytes, Encoding);
        var readable = ReadableText.Of(Bytes.Span, Encoding);
        _text = readable.Text;
        _map = string.Join(
            ' ',
            readable.Runs.Select(run => string.Create(CultureInfo.InvariantCulture, $"{run.Count}*{run.Characters}/{run.Bytes}"))
        );
    }
}
