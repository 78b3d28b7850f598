namespace SocketLab.Core.Framing.Cutters;

/// <summary>Reads start line and header fields a byte at a time, for what they say about the body's length.</summary>
internal static class HttpHead
{
    /// <summary>The eight bytes of <c>HTTP/1.</c> and its last digit.</summary>
    private const ulong Http1 = 0x485454502f312e00;

    private const ulong Rtsp1 = 0x525453502f312e00;

    /// <summary>The seven bytes of <c>SIP/2.0</c>.</summary>
    private const ulong Sip2 = 0x5349502f322e30;

    /// <summary>The seven bytes of <c>chunked</c>.</summary>
    private const ulong ChunkedWord = 0x6368756e6b6564;

    private const ulong SevenBytes = 0xffffffffffffff;

    private const int NoValue = 0;
    private const int InValue = 1;
    private const int BehindValue = 2;

    private static ReadOnlySpan<byte> ContentLength => "content-length"u8;

    private static ReadOnlySpan<byte> TransferEncoding => "transfer-encoding"u8;

    private static ReadOnlySpan<byte> ShortLength => "l"u8;

    /// <summary>Reads a byte of start line or header fields.</summary>
    public static HttpEnd Read(byte value, ref HttpPlace place)
    {
        switch (place.Phase)
        {
            case HttpPhase.StartLine:
                return ReadStartLine(value, ref place);
            case HttpPhase.FieldStart:
                return ReadFieldStart(value, ref place);
            case HttpPhase.FieldName:
                ReadName(value, ref place);
                return HttpEnd.None;
            case HttpPhase.FieldColon:
                place.Phase = value switch
                {
                    (byte)':' => HttpPhase.FieldValue,
                    (byte)' ' or (byte)'\t' => HttpPhase.FieldColon,
                    (byte)'\n' => HttpPhase.FieldStart,
                    _ => HttpPhase.Ignored,
                };
                return HttpEnd.None;
            default:
                return place.Has(HttpPlace.CodingField) ? ReadCoding(value, ref place) : ReadLength(value, ref place);
        }
    }

    private static HttpEnd ReadStartLine(byte value, ref HttpPlace place)
    {
        if (value == '\n')
        {
            return EndStartLine(ref place);
        }

        if (value == '\r')
        {
            return HttpEnd.None;
        }

        place.Push(value);
        if (place.Count == 8)
        {
            place.Marks =
                place.Number == ((Sip2 << 8) | ' ') ? HttpPlace.Sip
                : IsVersion(Rtsp1, place.Number) ? HttpPlace.Sip | HttpPlace.NoBody
                : IsVersion(Http1, place.Number) ? HttpPlace.UntilClose
                : 0;
        }
        else if (place.Count > 8 && place.Marks != 0 && place.Count <= (place.Marks == HttpPlace.Sip ? 11 : 12))
        {
            ReadStatus(value, ref place);
        }

        return HttpEnd.None;
    }

    /// <summary>Behind the version of a response stand a blank, which that of SIP has been read with, and three digits.</summary>
    private static void ReadStatus(byte value, ref HttpPlace place)
    {
        var isBlank = place.Count == 9 && place.Marks != HttpPlace.Sip;
        if (isBlank ? value != ' ' : !char.IsAsciiDigit((char)value))
        {
            (place.Marks, place.Remaining) = (0, 0);
        }
        else if (!isBlank)
        {
            place.Remaining = (place.Remaining * 10) + (uint)(value - '0');
        }
    }

    private static HttpEnd EndStartLine(ref HttpPlace place)
    {
        var isSip = (place.Number & SevenBytes) == Sip2 || IsVersion(Rtsp1, place.Number);
        if (place.Remaining >= 100)
        {
            // A response: HTTP tells some that have no body by their status; those of SIP and RTSP have one only with a length.
            place.Marks =
                place.Has(HttpPlace.Sip) ? HttpPlace.Sip
                : place.Remaining is < 200 or 204 or 304 ? HttpPlace.NoBody
                : HttpPlace.UntilClose;
        }
        else if (isSip || IsVersion(Http1, place.Number))
        {
            place.Marks = isSip ? HttpPlace.Sip : 0;
        }
        else
        {
            return HttpEnd.NoMessage;
        }

        (place.Phase, place.Remaining) = (HttpPhase.FieldStart, 0);
        return HttpEnd.None;
    }

    private static HttpEnd ReadFieldStart(byte value, ref HttpPlace place)
    {
        switch (value)
        {
            case (byte)'\r':
                return HttpEnd.None;
            case (byte)'\n':
                return EndHead(ref place);
            case (byte)' ' or (byte)'\t':
                // A folded line: it goes on with the value before it.
                place.Phase = HttpPhase.Ignored;
                return HttpEnd.None;
            default:
                place.Marks = (place.Marks & ~HttpPlace.Fields) | HttpPlace.LengthField | HttpPlace.CodingField;
                place.Marks |= place.Has(HttpPlace.Sip) ? HttpPlace.ShortField : 0;
                (place.Phase, place.Count) = (HttpPhase.FieldName, 0);
                ReadName(value, ref place);
                return HttpEnd.None;
        }
    }

    private static void ReadName(byte value, ref HttpPlace place)
    {
        if (value == '\n')
        {
            place.Phase = HttpPhase.FieldStart;
        }
        else if (value is (byte)':' or (byte)' ' or (byte)'\t')
        {
            Keep(HttpPlace.LengthField, ContentLength.Length == place.Count, ref place);
            Keep(HttpPlace.CodingField, TransferEncoding.Length == place.Count, ref place);
            Keep(HttpPlace.ShortField, ShortLength.Length == place.Count, ref place);
            place.Phase =
                !place.Has(HttpPlace.Fields) ? HttpPhase.Ignored
                : value == ':' ? HttpPhase.FieldValue
                : HttpPhase.FieldColon;
            (place.Number, place.Count) = (0, NoValue);
        }
        else
        {
            var (lower, at) = ((byte)char.ToLowerInvariant((char)value), place.Count);
            Keep(HttpPlace.LengthField, at < ContentLength.Length && ContentLength[at] == lower, ref place);
            Keep(HttpPlace.CodingField, at < TransferEncoding.Length && TransferEncoding[at] == lower, ref place);
            Keep(HttpPlace.ShortField, at < ShortLength.Length && ShortLength[at] == lower, ref place);
            place.Count = Math.Min(at + 1, byte.MaxValue);
            place.Phase = place.Has(HttpPlace.Fields) ? HttpPhase.FieldName : HttpPhase.Ignored;
        }
    }

    private static void Keep(int field, bool isStill, ref HttpPlace place) => place.Marks &= isStill ? ~0 : ~field;

    private static HttpEnd ReadLength(byte value, ref HttpPlace place)
    {
        switch (value)
        {
            case (byte)'\n':
                if (place.Count == NoValue || (place.Has(HttpPlace.HasLength) && place.Remaining != place.Number))
                {
                    return HttpEnd.Wrong;
                }

                place.Marks |= HttpPlace.HasLength;
                (place.Phase, place.Remaining) = (HttpPhase.FieldStart, place.Number);
                break;
            case (byte)' ' or (byte)'\t' or (byte)'\r':
                place.Count = place.Count == NoValue ? NoValue : BehindValue;
                break;
            case >= (byte)'0' and <= (byte)'9' when place.Count != BehindValue && place.Number < HttpPlace.Largest / 10:
                (place.Number, place.Count) = ((place.Number * 10) + (uint)(value - '0'), InValue);
                break;
            default:
                place.Phase = HttpPhase.Wrong;
                break;
        }

        return HttpEnd.None;
    }

    private static HttpEnd ReadCoding(byte value, ref HttpPlace place)
    {
        if (value == '\n')
        {
            // Only the last coding says where the body ends, and only chunks do (RFC 9112, 6.3).
            var isChunked = (place.Number & SevenBytes) == ChunkedWord && (place.Number >> 56) is 0 or ',';
            if (!isChunked && !place.Has(HttpPlace.UntilClose | HttpPlace.NoBody))
            {
                return HttpEnd.Wrong;
            }

            place.Marks |= isChunked ? HttpPlace.Chunked : 0;
            place.Phase = HttpPhase.FieldStart;
        }
        else if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
        {
            place.Push((byte)char.ToLowerInvariant((char)value));
        }

        return HttpEnd.None;
    }

    private static HttpEnd EndHead(ref HttpPlace place)
    {
        if (place.Has(HttpPlace.NoBody))
        {
            return HttpEnd.Whole;
        }

        if (place.Has(HttpPlace.Chunked))
        {
            place.BeginChunk();
            return HttpEnd.None;
        }

        if (place.Has(HttpPlace.HasLength))
        {
            place.Phase = HttpPhase.Body;
            return place.Remaining == 0 ? HttpEnd.Whole : HttpEnd.None;
        }

        place.Phase = HttpPhase.UntilClose;
        return place.Has(HttpPlace.UntilClose) ? HttpEnd.None : HttpEnd.Whole;
    }

    private static bool IsVersion(ulong version, ulong bytes) => (bytes & ~0xffUL) == version && char.IsAsciiDigit((char)(bytes & 0xff));
}
