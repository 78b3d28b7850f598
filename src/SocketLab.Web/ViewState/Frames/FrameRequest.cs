using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>What a person wants to see of a connection's frames, beside the place in sight. Replaced as a whole, never changed.</summary>
/// <param name="Framing">How frames are cut.</param>
internal sealed record FrameRequest(FramingOptions Framing)
{
    /// <summary>Which frames are shown; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>The saved filters, which colour frames.</summary>
    public IReadOnlyList<StoredFilter> Saved { get; init; } = [];

    /// <summary>How bytes are written.</summary>
    public StreamFormat Format { get; init; }

    /// <summary>The viewer's time zone.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The frame to look into; null for none.</summary>
    public FrameSelection? Selection { get; init; }

    /// <summary>Whether more than the first bytes of it are shown.</summary>
    public bool ShowsMore { get; init; }
}
