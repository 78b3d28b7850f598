namespace SocketLab.Core.Transport.Tcp;

/// <summary>Whoever consumes what an endpoint's connections receive, and may hold each of them back.</summary>
/// <remarks>Called under the connection's lock, and on the way of every read: it must not wait, nor call the connection.</remarks>
internal interface IStreamConsumer
{
    /// <summary>Asks before a read. After false the connection reads nothing until <see cref="TcpConnection.ResumeReading"/>.</summary>
    bool MayRead(TcpConnection connection);

    /// <summary>Whether the connection's bytes are not all dealt with, or answers to them still wait.</summary>
    bool Owes(TcpConnection connection);

    /// <summary>Tells of bytes that are in the journal, before readers can see them.</summary>
    void OnReceived(TcpConnection connection, int bytes);
}
