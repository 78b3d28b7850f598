namespace SocketLab.Core.Filtering;

/// <summary>What can be read out of an entry: its fields, and the values inside its bytes.</summary>
public enum FilterField
{
    /// <summary>Position in the journal, from 1.</summary>
    Sequence,

    /// <summary>When it happened.</summary>
    Time,

    /// <summary>Received, sent, or neither.</summary>
    Direction,

    /// <summary>Datagram, stream data or event.</summary>
    Kind,

    /// <summary>True length in bytes; 0 for an event.</summary>
    Length,

    /// <summary>Position of stream data in its direction of its connection.</summary>
    Offset,

    /// <summary>The bytes as UTF-8 with U+FFFD for what is none; an event's message.</summary>
    Text,

    /// <summary>The bytes of a message.</summary>
    Hex,

    /// <summary>The other side's address.</summary>
    PeerAddress,

    /// <summary>The other side's port.</summary>
    PeerPort,

    /// <summary>The address of this machine that it came to or left from.</summary>
    LocalAddress,

    /// <summary>The port of this machine that it came to or left from.</summary>
    LocalPort,

    /// <summary>The TCP connection.</summary>
    Connection,

    /// <summary>Which type of event it is.</summary>
    Event,

    /// <summary>Whether the socket delivered less than was sent.</summary>
    Truncated,

    /// <summary>The endpoint, by id or name.</summary>
    Endpoint,

    /// <summary>An unsigned whole number in the bytes.</summary>
    UnsignedNumber,

    /// <summary>A signed whole number in the bytes.</summary>
    SignedNumber,

    /// <summary>A floating-point number in the bytes (IEEE 754).</summary>
    FloatNumber,

    /// <summary>Some of the bytes.</summary>
    Bytes,

    /// <summary>The first group of a regular expression, as text.</summary>
    Capture,
}

/// <summary>What a field is compared with.</summary>
public enum FilterType
{
    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date and time in UTC (RFC 3339), of which the end may be left out.</summary>
    Time,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Bytes in hexadecimal.</summary>
    Bytes,

    /// <summary>An IP address, a network, or <c>unix:NAME</c>.</summary>
    Address,

    /// <summary>A connection's id, or its number.</summary>
    Connection,

    /// <summary>Text that is also read as a number where it is compared with one.</summary>
    Capture,
}
