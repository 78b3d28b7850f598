namespace SocketLab.Core.Capture.Writing;

/// <summary>What a capture file says about itself.</summary>
internal static class CaptureWords
{
    public const string Application = "SocketLab";

    private const string OfPackets =
        "Written by SocketLab from what sockets received and sent; nothing was captured on a network. Payload bytes, their order, times, "
        + "addresses and ports are as the sockets had them. Synthesised: IP, UDP and TCP headers, checksums, sequence and acknowledgement "
        + "numbers, window sizes, handshakes, pure acknowledgements, FIN and RST (made from the events of the connections). Each TCP "
        + "packet is a read or write of the program, or a piece of one, not a segment that was on the wire: retransmissions, delays on the "
        + "wire and packet sizes cannot be seen here. Of TLS the decrypted content is shown, in TCP. A datagram that was sent has the time "
        + "at which the program sent it.";

    private const string OfMessages =
        "Written by SocketLab from what sockets received and sent; nothing was captured on a network. Each packet is one datagram, or one "
        + "read or write of stream data (of TLS the decrypted content), as Wireshark's exported PDU: no header is made up. Times, "
        + "addresses and ports are as the sockets had them.";

    private const string OfFrames =
        OfMessages
        + " Of an endpoint whose streams are cut into frames each packet is one frame, whole, with its length field, start, end and "
        + "delimiter; its time is that of its last byte. Where it is not whole, a comment says so.";

    public const string CutOff = "The end of this frame is not here: its connection ended, or it had not come when the file was written";

    public const string Reframed = "This frame goes on behind here: how its endpoint cuts frames was changed in the middle of it";

    public const string BeganBefore =
        "The beginning of this frame is not here: how its endpoint cuts frames was changed in the middle of it";

    public const string Piece = "A frame is longer than one packet can be here, and goes on in the next one of its direction";

    public const string BeginningMissing = "The beginning of this frame is missing";

    public const string EndMissing = "The end of this frame is missing";

    public const string BetweenFrames = "Bytes between frames, where none begins";

    public const string Unsynchronized = "Nobody can say where frames begin in these bytes: a length is missing before them, or is none";

    public const string Oversized = "A piece of a frame that is longer than the framing allows";

    public static string Of(CaptureForm form) =>
        form switch
        {
            CaptureForm.Packets => OfPackets,
            CaptureForm.Frames => OfFrames,
            _ => OfMessages,
        };

    public static string Evicted(long count) =>
        count == 1
            ? "1 entry before this one is missing: it was evicted from the journal's memory before it was written"
            : $"{count:N0} entries before this one are missing: they were evicted from the journal's memory before they were written";

    public static string MoreEvents(long count) => $"{count:N0} more events happened before this packet";

    public static string MirroredConnections(long count) =>
        $"{count:N0} connections are not written here, since their other end is in this file too and they stand there";
}
