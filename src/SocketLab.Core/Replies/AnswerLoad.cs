using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Replies;

/// <summary>What one connection has received and rules have not dealt with yet. Guarded by its <see cref="AnswerWindow"/>.</summary>
internal sealed class AnswerLoad
{
    /// <summary>Bytes that no rule has seen, and what their entries take.</summary>
    public long Unseen { get; set; }

    /// <summary>Bytes of answers that wait, and what those take besides.</summary>
    public long Answers { get; set; }

    /// <summary>The number of its last read among those of all connections.</summary>
    public long LastRead { get; set; }

    /// <summary>Both together.</summary>
    public long Bytes => Unseen + Answers;

    /// <summary>The connection while it is held back.</summary>
    public TcpConnection? Held { get; set; }

    /// <summary>Cancelled when its answers are given up; null while none waits.</summary>
    public CancellationTokenSource? GivenUp { get; set; }
}
