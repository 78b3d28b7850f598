using SocketLab.Core.Journal;

namespace SocketLab.Core.Capture.Writing;

/// <summary>How entries stand in a capture file.</summary>
public enum CaptureForm
{
    /// <summary>As packets: IP, UDP and TCP headers are made from what the socket knows.</summary>
    Packets,

    /// <summary>As messages: Wireshark's exported PDU, one for each entry, with no headers made up.</summary>
    Messages,

    /// <summary>As messages, of a stream that is framed one for each frame: what a dissector reads is then one whole message.</summary>
    Frames,
}

/// <summary>Says whether an entry is wanted.</summary>
/// <param name="source">The source's number, from 0.</param>
/// <param name="entry">The entry. Those of one source come in order.</param>
public delegate bool EntryTest(int source, in EntryView entry);

/// <summary>Says what somebody noted about an entry; null for nothing.</summary>
/// <param name="source">The source's number, from 0.</param>
/// <param name="entry">The entry.</param>
public delegate string? EntryNote(int source, in EntryView entry);

/// <summary>What of some journals goes into a capture file, and how.</summary>
public sealed record CaptureOptions
{
    /// <summary>As packets or as messages.</summary>
    public CaptureForm Form { get; init; }

    /// <summary>The one connection that is wanted; none for all.</summary>
    public ConnectionId Connection { get; init; }

    /// <summary>Which messages are wanted; null for all. Events are not asked about: handshakes and ends come from them.</summary>
    public EntryTest? Wanted { get; init; }

    /// <summary>What stands as a comment on a packet; null for nothing.</summary>
    public EntryNote? Note { get; init; }

    /// <summary>Wireshark's name of the protocol that messages are of, such as <c>http</c> or <c>sip</c>; null for none.</summary>
    public string? Dissector { get; init; }
}
