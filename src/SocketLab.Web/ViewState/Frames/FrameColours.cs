using SocketLab.Core.Filtering;
using SocketLab.Core.FrameFiltering;
using SocketLab.Core.Framing;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>Which frames in sight are coloured, and with what: by the first saved filter with a colour that takes one.</summary>
/// <param name="index">The frames.</param>
/// <param name="source">The journal that they are of.</param>
/// <param name="filters">The saved filters.</param>
internal sealed class FrameColours(IFrameIndex index, FilterSource source, IReadOnlyList<StoredFilter> filters)
{
    private readonly List<(FrameScan Scan, RowColour Colour)> _filters =
    [
        .. RowColour.Read(filters).Select(one => (new FrameScan(index, source, one.Filter), one.Colour)),
    ];

    /// <summary>The colour of a frame; null for none.</summary>
    public RowColour? Of(in ConversationFrame frame)
    {
        foreach (var (scan, colour) in _filters)
        {
            if (scan.Takes(frame))
            {
                return colour;
            }
        }

        return null;
    }
}
