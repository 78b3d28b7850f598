using SocketLab.Core.Framing;
using SocketLab.Web.ViewState.Filtering;

namespace SocketLab.Web.ViewState.Rows;

/// <summary>Frames as rows: those that ended, by their numbers, then those under way, which have no number yet but a place.</summary>
public interface IFrameRows : IRowSource<ConversationFrame>
{
    /// <summary>Place of the last row whose frame has ended.</summary>
    long Ended { get; }

    /// <summary>The frames under way that are shown; each has its place as its ordinal.</summary>
    IReadOnlyList<ConversationFrame> Open { get; }

    /// <summary>How much of what there is was looked at, in percent.</summary>
    int Percent { get; }

    /// <summary>How far the search for what a filter takes has come; null without a filter.</summary>
    ScanStatus? Status { get; }
}
