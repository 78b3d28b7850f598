using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Filtering;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>Makes the rows in sight. Frames that ended stay as they are, so rows that were read are not read again.</summary>
/// <remarks>
/// Nor are those under way until they grow: the bytes of a slow one may lie as far apart as the journal is long, with a flood of others
/// between them.
/// </remarks>
internal sealed class FrameRowReader(FrameBytes bytes, Func<ConnectionId, string>? peers)
{
    private readonly ConversationFrame[] _frames = new ConversationFrame[ScrollWindow<ConversationFrame>.MaxRows];
    private Dictionary<long, FrameRow> _known = [];
    private Dictionary<FrameKey, (Frame Frame, byte[]? Bytes, RowColour? Colour)> _open = [];
    private IFrameRows? _source;
    private FrameRequest? _done;
    private FrameColours? _colours;

    /// <summary>The rows of a window's position.</summary>
    /// <param name="source">The frames.</param>
    /// <param name="position">Where the window stands.</param>
    /// <param name="request">How rows are written.</param>
    /// <param name="colours">What colours them.</param>
    /// <param name="ended">Whether the connection is closed.</param>
    public IReadOnlyList<FrameRow> Read(
        IFrameRows source,
        in ScrollPosition position,
        FrameRequest request,
        FrameColours colours,
        bool ended
    )
    {
        if (_colours != colours)
        {
            (_colours, _known, _open) = (colours, [], []);
        }

        if (_source != source || _done?.Format != request.Format || !ReferenceEquals(_done.Zone, request.Zone))
        {
            _known = [];
        }

        (_source, _done) = (source, request);
        var rows = new List<FrameRow>(position.ReadCount + 1);
        if (position.ShowsGap)
        {
            rows.Add(FrameRow.Gone(position.From));
        }

        var end = Math.Min(position.To, source.Ended + 1);
        Fetch(source, position.ReadFrom, end, request);
        var shown = new Dictionary<long, FrameRow>(position.ReadCount);
        for (var ordinal = position.ReadFrom; ordinal < end && _known.TryGetValue(ordinal, out var row); ordinal++)
        {
            rows.Add(shown[ordinal] = row);
        }

        _known = shown;
        if (position.To > end)
        {
            rows.AddRange(OpenRows(source, request, ended).Take((int)(position.To - end)));
        }

        return rows;
    }

    /// <summary>Reads those of the rows that are not known yet.</summary>
    private void Fetch(IFrameRows source, long start, long end, FrameRequest request)
    {
        while (start < end && _known.ContainsKey(start))
        {
            start++;
        }

        while (start < end && _known.ContainsKey(end - 1))
        {
            end--;
        }

        var count = start < end ? source.Read(start, _frames.AsSpan(0, (int)(end - start))) : 0;
        foreach (var (frame, payload) in bytes.Read(new ArraySegment<ConversationFrame>(_frames, 0, count), FrameRow.PreviewBytes))
        {
            var wording = FrameWording.Of(frame, request.Framing);
            _known[start] = RowOf(start, frame, payload, _colours?.Of(frame), wording, request);
            start++;
        }
    }

    private IEnumerable<FrameRow> OpenRows(IFrameRows source, FrameRequest request, bool ended)
    {
        _open = source.Open.ToDictionary(one => FrameKey.Of(one), one => OpenOf(one));
        return source.Open.Select(one =>
            RowOf(
                one.Ordinal,
                one,
                _open[FrameKey.Of(one)].Bytes,
                _open[FrameKey.Of(one)].Colour,
                FrameWording.OfOpen(one, request.Framing, ended),
                request
            )
        );
    }

    private (Frame Frame, byte[]? Bytes, RowColour? Colour) OpenOf(in ConversationFrame one) =>
        _open.TryGetValue(FrameKey.Of(one), out var before) && before.Frame == one.Frame && bytes.Keeps(one.Frame)
            ? before
            : (one.Frame, bytes.Read([one], FrameRow.PreviewBytes).Single().Bytes, _colours?.Of(one));

    private FrameRow RowOf(
        long place,
        in ConversationFrame one,
        byte[]? payload,
        RowColour? colour,
        FrameWording wording,
        FrameRequest request
    ) =>
        FrameRow.Of(place, one, payload, wording, request.Format, request.Zone) with
        {
            Peer = peers?.Invoke(one.Connection) ?? "",
            Colour = colour,
        };
}
