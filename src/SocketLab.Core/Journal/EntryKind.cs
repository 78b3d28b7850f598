namespace SocketLab.Core.Journal;

/// <summary>What sort of thing happened.</summary>
public enum EntryKind : byte
{
    /// <summary>One UDP datagram.</summary>
    Datagram,

    /// <summary>One read or write of stream data.</summary>
    Data,

    /// <summary>Something other than data: a connection opened, datagrams were dropped, a send failed.</summary>
    Event,
}

/// <summary>What else is to be known of an entry.</summary>
[Flags]
public enum EntryMarks : byte
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>A sender received it from somebody whom it had not sent to.</summary>
    UnexpectedPeer = 1,
}

/// <summary>Which way a message went.</summary>
public enum EntryDirection : byte
{
    /// <summary>Neither: an event.</summary>
    None,

    /// <summary>The endpoint received it.</summary>
    In,

    /// <summary>The endpoint sent it.</summary>
    Out,
}
