namespace SocketLab.Core.Definitions;

/// <summary>When a send with no endpoint ends its side of the stream (FIN; RFC 9293, 3.6).</summary>
public enum HalfClose
{
    /// <summary>Once all is sent. Many servers answer only then, and some never answer then.</summary>
    AfterSend,

    /// <summary>With the connection's end alone, when the wait is over or the peer has finished.</summary>
    Never,

    /// <summary>Once something came back; without an answer with the connection's end.</summary>
    AfterReply,
}
