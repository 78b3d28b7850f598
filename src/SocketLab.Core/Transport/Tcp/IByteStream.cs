using SocketLab.Core.Faults;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>How the bytes of a connection travel: as they are, or inside TLS. Chosen once, when the connection is made.</summary>
internal interface IByteStream
{
    /// <summary>Makes the stream ready to carry data.</summary>
    /// <exception cref="NetworkException">The peer and we did not come together; the journal has why.</exception>
    Task OpenAsync();

    /// <summary>Receives until the peer has finished, or until <see cref="IStreamSink.ReadingStops"/>.</summary>
    Task ReceiveUntilFinAsync();

    /// <summary>Holds reading back, so that the peer is held back by TCP itself. Each call needs a <see cref="ResumeReading"/>.</summary>
    void PauseReading();

    /// <summary>Gives up one hold on reading. The last one lets it go on.</summary>
    void ResumeReading();

    /// <summary>Reads on whoever holds it back, now and later: the connection is about to end.</summary>
    void ReadToTheEnd();

    /// <summary>Sends one piece whole, and reports what went out of it also when that fails.</summary>
    /// <exception cref="OperationCanceledException">The send was cancelled or timed out.</exception>
    Task SendPieceAsync(ReadOnlyMemory<byte> piece, SendProgress progress);

    /// <summary>Tells the peer that we have finished, as soon as what is under way is out. Called under the lock.</summary>
    void SendFin();

    /// <summary>Tells the peer that the connection is over, where closing the socket does not. Under the lock, before that.</summary>
    void SendCloseNotify();

    /// <summary>Ends once nothing of the stream is under way any more. The socket is closed by then. Never throws.</summary>
    Task SettleAsync();
}
