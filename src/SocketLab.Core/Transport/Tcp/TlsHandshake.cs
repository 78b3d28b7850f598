using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tls;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>The TLS handshake of one connection: within its time-out, or with an event that says why it failed.</summary>
internal sealed class TlsHandshake(ConnectionSocket socket, IStreamSink sink, TlsSetup setup)
{
    private readonly PeerCheck _check = setup.NewCheck();

    /// <summary>Does the handshake, and reports what it agreed on.</summary>
    /// <exception cref="NetworkException">The peer and we did not come together; the journal has why.</exception>
    /// <exception cref="SocketException">The connection broke; the journal has what that did to the handshake.</exception>
    /// <exception cref="OperationCanceledException">Our own side ended the connection.</exception>
    public async Task RunAsync(SslStream tls, RecordStream wire)
    {
        using var timeout = new CancellationTokenSource(setup.HandshakeTimeout, sink.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, sink.ReadingStops);
        var openSsl = new OpenSslHandshake(setup.IsServer, _check);
        openSsl.Begin();
        wire.BeforeFirst = openSsl.Prepare;
        try
        {
            sink.Opened(await setup.AuthenticateAsync(tls, _check, either.Token));
        }
        catch (Exception) when (sink.IsEndRequested)
        {
            throw new OperationCanceledException();
        }
        catch (Exception error)
        {
            var fault = timeout.IsCancellationRequested
                ? TlsFaults.TooSlow(sink.PeerName, setup, wire)
                : TlsFaults.OfHandshake(error, sink.PeerName, setup, _check, wire);
            sink.Report(TlsJournal.HandshakeFailed(fault, sink.PeerName));
            sink.Failed(fault);
            if (TlsErrors.CauseOf<SocketException>(error) is { } broken)
            {
                throw broken;
            }

            socket.SendFin();
            if (!timeout.IsCancellationRequested)
            {
                await DrainAsync();
            }

            throw new NetworkException(fault, error);
        }
        finally
        {
            wire.EndRead();
        }
    }

    /// <summary>Reads until the peer has read why it failed, and closed: closing with unread data would send RST.</summary>
    private async Task DrainAsync()
    {
        using var deadline = new CancellationTokenSource(ConnectionLife.DrainTime, sink.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, sink.ReadingStops);
        var buffer = ArrayPool<byte>.Shared.Rent(4 << 10);
        try
        {
            while (await socket.ReceiveAsync(buffer, either.Token) > 0) { }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The handshake has failed; how the connection ends does not matter any more.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
