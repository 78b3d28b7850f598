using SocketLab.Core.Definitions;
using SocketLab.Core.Framing;
using SocketLab.Core.Journal;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.ViewState.Frames;

/// <summary>Reads the frame that somebody looks into, as it is now: it may have grown or ended meanwhile.</summary>
internal sealed class FrameDetailReader(FrameBytes bytes, Func<ConnectionId, string>? peers)
{
    private readonly ConversationFrame[] _near = new ConversationFrame[ScrollWindow<ConversationFrame>.MaxRows];
    private FrameRequest? _done;
    private FrameSelection? _selection;
    private FrameDetail? _detail;

    /// <summary>The frame that is asked for; as it was last when it is not kept any more; null for none.</summary>
    /// <param name="source">The frames.</param>
    /// <param name="request">The frame that is asked for, and how it is written.</param>
    /// <param name="ended">Whether the connection is closed.</param>
    public FrameDetail? Read(IFrameRows source, FrameRequest request, bool ended)
    {
        var before = _done;
        _done = request;
        if (!ReferenceEquals(before?.Selection, request.Selection) || before?.Framing != request.Framing)
        {
            (_selection, _detail) = (request.Selection, null);
        }
        else if (before.Format != request.Format || !ReferenceEquals(before.Zone, request.Zone))
        {
            _detail = null;
        }

        if (_selection is null || (_detail is { Row.State.IsOpen: false } && before?.ShowsMore == request.ShowsMore))
        {
            return _detail = Placed(source);
        }

        _detail = Placed(source);
        if (Find(source, _selection) is not var (one, place, isOpen))
        {
            return _detail;
        }

        _selection = new(place, FrameKey.Of(one));
        var wording = isOpen ? FrameWording.OfOpen(one, request.Framing, ended) : FrameWording.Of(one, request.Framing);
        var payload = bytes.Read([one], request.ShowsMore ? FrameDetail.MaxBytes : FrameDetail.FirstBytes).Single().Bytes;
        return _detail = new(
            FrameRow.Of(place, one, payload, wording, request.Format, request.Zone) with
            {
                Peer = peers?.Invoke(one.Connection) ?? "",
            },
            one.Frame,
            payload,
            payload is null ? 0 : one.Frame.Length - payload.Length
        )
        {
            Decoded = payload is null ? null : Decode(one.Frame, request.Framing, payload),
        };
    }

    /// <summary>The frame that was found before, with the place that it has among the rows that are shown now, or would have.</summary>
    private FrameDetail? Placed(IFrameRows source)
    {
        if (
            _detail is not { Row.State.IsOpen: false } detail
            || source.FindFrom(new ConversationFrame(detail.Row.Nth, default, default, 0)) is not { } place
            || place == detail.Row.Ordinal
            || place < source.First
        )
        {
            return _detail;
        }

        _selection = new(place, detail.Row.Key);
        return detail with { Row = detail.Row with { Ordinal = place } };
    }

    private static byte[]? Decode(in Frame frame, FramingOptions framing, byte[] payload)
    {
        if (frame.State == FrameState.BetweenFrames)
        {
            return null;
        }

        var start = Math.Min(frame.HeaderLength, payload.Length);
        var content = payload.AsSpan(start, Math.Min(frame.ContentLength, payload.Length - start));
        var decoded = FrameContent.Decode(framing, content, isWhole: payload.Length == frame.Length);
        return decoded.SequenceEqual(content) ? null : decoded.ToArray();
    }

    /// <summary>Finds a frame at its place, or near it: what was under way has its place only once it has ended.</summary>
    private (ConversationFrame Frame, long Place, bool IsOpen)? Find(IFrameRows source, FrameSelection wanted)
    {
        foreach (var open in source.Open)
        {
            if (wanted.Matches(open, open.Ordinal))
            {
                return (open, open.Ordinal, true);
            }
        }

        var from = Math.Max(wanted.Ordinal - 1, source.First);
        var count = source.Read(from, _near.AsSpan(0, wanted.Key is null ? 2 : _near.Length));
        for (var i = 0; i < count; i++)
        {
            if (wanted.Matches(_near[i], from + i))
            {
                return (_near[i], from + i, from + i > source.Ended);
            }
        }

        return null;
    }
}
