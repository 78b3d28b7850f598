using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Reading;

/// <summary>Bytes as offset, hexadecimal and ASCII.</summary>
public partial class HexView
{
    /// <summary>The bytes.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <summary>Bytes a row; by default as many as fit the inspector's usual width.</summary>
    [Parameter]
    public int Width { get; set; } = 8;

    /// <inheritdoc/>
    protected override object Shown => (Bytes, Width);
}
