using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
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

        var asksTheSame = before?.ShowsMore == request.ShowsMore && before.Search == request.Search;
        if (_selection is null || (_detail is { Row.State.IsOpen: false } && asksTheSame))
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
        var (payload, places) = ReadBytes(one, request);
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
            Places = places,
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

    /// <summary>The bytes that are shown: more than the first where what is looked for stands behind these.</summary>
    private (byte[]? Bytes, IReadOnlyList<FoundBytes> Places) ReadBytes(in ConversationFrame one, FrameRequest request)
    {
        var readsMore = request.ShowsMore || request.Search is not null;
        var payload = bytes.Read([one], readsMore ? FrameDetail.MaxBytes : FrameDetail.FirstBytes).Single().Bytes;
        var places = payload is null || request.Search is null ? [] : request.Search.Find(payload);
        var isEnough = places is not [.., var last] || last.Start + last.Length <= FrameDetail.FirstBytes;
        return payload?.Length > FrameDetail.FirstBytes && isEnough && !request.ShowsMore
            ? (payload[..FrameDetail.FirstBytes], places)
            : (payload, places);
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
        if (wanted.Nth is { } nth)
        {
            return FindNth(source, nth);
        }

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

    /// <summary>Finds a frame that has ended by its number, once it is known which place it has.</summary>
    private (ConversationFrame Frame, long Place, bool IsOpen)? FindNth(IFrameRows source, long nth) =>
        source.Find(FrameSelection.Named(nth)) is { } place
        && place >= source.First
        && place <= source.Ended
        && source.Read(place, _near.AsSpan(0, 1)) > 0
        && _near[0].Ordinal == nth
            ? (_near[0], place, false)
            : null;
}
