using SocketLab.Core.Definitions;

namespace SocketLab.Core.Framing.Cutters;

/// <summary>
/// Messages with a start line, header fields and a body: HTTP/1.x (RFC 9112), SIP over a stream (RFC 3261, 18.3), RTSP. The body's length
/// comes from <c>Content-Length</c> or chunks; an HTTP response without either goes on until the connection ends.
/// </summary>
/// <remarks>
/// A line that is no start line, where one should be, stands between frames: so the next message is found behind a gap, an empty line or
/// another protocol. A length that is none ends the frame with its line. What a response to <c>HEAD</c> has as its length is taken for that
/// of its body, since one direction does not say what was asked in the other.
/// </remarks>
internal sealed class HttpCutter(FramingOptions options) : FrameCutter(options)
{
    public override bool Consume(ReadOnlySpan<byte> bytes, ref FramerState state, out int consumed)
    {
        var place = HttpPlace.Of(state);
        var end = HttpEnd.None;
        consumed = 0;
        while (consumed < bytes.Length && end == HttpEnd.None)
        {
            var rest = bytes[consumed..];
            switch (place.Phase)
            {
                case HttpPhase.Body or HttpPhase.ChunkData:
                    var body = (int)Math.Min((ulong)rest.Length, place.Remaining);
                    (consumed, place.Remaining) = (consumed + body, place.Remaining - (ulong)body);
                    if (place.Remaining == 0)
                    {
                        end = place.Phase == HttpPhase.Body ? HttpEnd.Whole : HttpEnd.None;
                        place.Phase = HttpPhase.ChunkEnd;
                    }

                    break;
                case HttpPhase.UntilClose:
                    consumed = bytes.Length;
                    break;
                case HttpPhase.Ignored or HttpPhase.ChunkExtension or HttpPhase.Trailer or HttpPhase.Wrong or HttpPhase.Outside:
                    var lf = rest.IndexOf((byte)'\n');
                    consumed = lf < 0 ? bytes.Length : consumed + lf + 1;
                    end = lf < 0 ? HttpEnd.None : EndLine(ref place);
                    break;
                case HttpPhase.ChunkSize or HttpPhase.ChunkEnd or HttpPhase.TrailerStart:
                    end = ReadChunkLine(bytes[consumed++], ref place);
                    break;
                default:
                    end = HttpHead.Read(bytes[consumed++], ref place);
                    break;
            }
        }

        state = place.Store(state) with
        {
            IsBetween = state.IsBetween || end == HttpEnd.NoMessage,
            IsUnsynchronized = end == HttpEnd.Wrong,
        };
        return end != HttpEnd.None;
    }

    public override FramerState AfterGap(in FramerState state, long offset) =>
        base.AfterGap(state, offset) with
        {
            Phase = (int)HttpPhase.Outside,
            IsBetween = true,
        };

    public override bool CanStandAt(in FramerState state) =>
        Enum.IsDefined((HttpPhase)state.Phase)
        && !state.IsUnsynchronized
        && state.Matched <= byte.MaxValue
        && state.Detail <= byte.MaxValue
        && ((HttpPhase)state.Phase is not (HttpPhase.Body or HttpPhase.ChunkData) || state.Remaining > 0);

    /// <summary>A line ended of which only the end matters.</summary>
    private static HttpEnd EndLine(ref HttpPlace place)
    {
        switch (place.Phase)
        {
            case HttpPhase.Wrong:
                return HttpEnd.Wrong;
            case HttpPhase.Outside:
                return HttpEnd.NoMessage;
            case HttpPhase.Trailer:
                place.Phase = HttpPhase.TrailerStart;
                return HttpEnd.None;
            case HttpPhase.ChunkExtension:
                return EndChunkSize(ref place);
            default:
                place.Phase = HttpPhase.FieldStart;
                return HttpEnd.None;
        }
    }

    private static HttpEnd ReadChunkLine(byte value, ref HttpPlace place)
    {
        switch (place.Phase, value)
        {
            case (HttpPhase.TrailerStart, (byte)'\n'):
                return HttpEnd.Whole;
            case (HttpPhase.ChunkEnd, (byte)'\n'):
                place.BeginChunk();
                return HttpEnd.None;
            case (HttpPhase.ChunkSize, (byte)'\n'):
                return EndChunkSize(ref place);
            case (HttpPhase.TrailerStart or HttpPhase.ChunkEnd, (byte)'\r'):
                return HttpEnd.None;
            case (HttpPhase.TrailerStart, _):
                place.Phase = HttpPhase.Trailer;
                return HttpEnd.None;
            case (HttpPhase.ChunkSize, (byte)';' or (byte)' ' or (byte)'\t' or (byte)'\r'):
                place.Phase = HttpPhase.ChunkExtension;
                return HttpEnd.None;
            case (HttpPhase.ChunkSize, _) when char.IsAsciiHexDigit((char)value) && place.Number < HttpPlace.Largest / 16:
                place.Number = (place.Number * 16) + (uint)(char.IsAsciiDigit((char)value) ? value - '0' : (value | 0x20) - 'a' + 10);
                place.Count = 1;
                return HttpEnd.None;
            default:
                place.Phase = HttpPhase.Wrong;
                return HttpEnd.None;
        }
    }

    private static HttpEnd EndChunkSize(ref HttpPlace place)
    {
        if (place.Count == 0)
        {
            return HttpEnd.Wrong;
        }

        (place.Phase, place.Remaining) = (place.Number == 0 ? HttpPhase.TrailerStart : HttpPhase.ChunkData, place.Number);
        return HttpEnd.None;
    }
}
