using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Bytes;

/// <summary>Bytes as offset, hexadecimal and ASCII: 8, 16 or 32 a row, as many as the pane has room for.</summary>
/// <remarks>
/// A line of the markup has 32 bytes in groups of eight; the style sheet lays them out in four rows, in two or in one. So a pane that is
/// made wider shows more at once, and nobody is asked for it.
/// </remarks>
public partial class HexView
{
    private const int GroupBytes = 8;
    private const int LineGroups = 4;

    /// <summary>The bytes.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <inheritdoc/>
    protected override object Shown => Bytes;
}
