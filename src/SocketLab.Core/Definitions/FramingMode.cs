namespace SocketLab.Core.Definitions;

/// <summary>Rules for cutting a stream into frames.</summary>
public enum FramingMode
{
    /// <summary>A frame is a read, as it came.</summary>
    Raw,

    /// <summary>A frame is a line that ends in LF.</summary>
    Line,

    /// <summary>A byte sequence ends a frame.</summary>
    Delimiter,

    /// <summary>A length field, at the beginning of a frame or at an offset in it, says how long the frame is.</summary>
    LengthPrefix,

    /// <summary>Every frame has the same size.</summary>
    Fixed,

    /// <summary>A length in decimal digits and a space start a frame: syslog over TCP (RFC 6587, 3.4.1).</summary>
    OctetCounting,

    /// <summary>One byte sequence begins a frame and another one ends it: MLLP, STX and ETX.</summary>
    StartEnd,

    /// <summary>Packets that end in END, C0, which stands escaped within them: Serial Line IP (RFC 1055).</summary>
    Slip,

    /// <summary>Packets that end in a zero byte and are encoded to have none (Consistent Overhead Byte Stuffing).</summary>
    Cobs,

    /// <summary>A length in groups of seven bits, least significant first, says how long a frame is: MQTT, protobuf.</summary>
    Varint,

    /// <summary>A frame is one value of the Redis protocol, RESP2 or RESP3, with all that is nested in it, or an inline command.</summary>
    Resp,

    /// <summary>A frame is a message with header fields: HTTP/1.x (RFC 9112), SIP (RFC 3261), RTSP.</summary>
    Http,
}
