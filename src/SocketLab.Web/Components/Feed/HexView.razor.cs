using Microsoft.AspNetCore.Components;

namespace SocketLab.Web.Components.Feed;

/// <summary>Bytes as offset, hexadecimal and ASCII.</summary>
public partial class HexView
{
    /// <summary>Fits the inspector's usual width.</summary>
    private const int Width = 8;

    private ReadOnlyMemory<byte> _rendered;

    /// <summary>What to show.</summary>
    [Parameter]
    public ReadOnlyMemory<byte> Bytes { get; set; }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var changed = !_rendered.Equals(Bytes);
        _rendered = Bytes;
        return changed;
    }
}
