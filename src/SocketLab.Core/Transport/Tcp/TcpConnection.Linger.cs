using System.Net.Sockets;

namespace SocketLab.Core.Transport.Tcp;

/// <content>
/// What becomes of data that the peer has not acknowledged when we close (SO_LINGER, socket(7)), without a thread that blocks in close.
/// </content>
public sealed partial class TcpConnection
{
    private static readonly TimeSpan DeliveryStep = TimeSpan.FromMilliseconds(50);

    /// <summary>A server must stop within seconds, however patient its connections are.</summary>
    private static readonly TimeSpan LongestLingerAtStop = TimeSpan.FromSeconds(3);

    private long _closeAsked;
    private bool _stops;

    /// <summary>Closes because the endpoint stops: it lingers, but not for long.</summary>
    internal Task CloseForStop()
    {
        Volatile.Write(ref _stops, true);
        return Close();
    }

    /// <summary>
    /// After a close that was asked for, waits until everything that we sent is acknowledged, as long as the options say.
    /// </summary>
    /// <returns>How it ended, which this may have changed.</returns>
    private async Task<CloseReason> DeliverAsync(CloseReason end)
    {
        while (MustWaitForDelivery(ref end))
        {
            await Task.Delay(DeliveryStep, _journal.Time, CancellationToken.None);
        }

        return end;
    }

    private bool MustWaitForDelivery(ref CloseReason end)
    {
        lock (_order)
        {
            var inOrder =
                (_requested is Tcp.CloseReason.Closed or Tcp.CloseReason.Idle)
                && (end is Tcp.CloseReason.PeerClosed or Tcp.CloseReason.Closed);
            if (!inOrder || _options.LingerSeconds is not { } seconds)
            {
                return false;
            }

            if (AskTcpInfo() is not { HasUndelivered: true } info)
            {
                return false;
            }

            if (info.State == TcpInfo.Closed)
            {
                // It went without taking everything. A send may have been told the reason already.
                var error = (SocketError)(int)_socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error)!;
                end = error == SocketError.TimedOut ? Tcp.CloseReason.TimedOut : Tcp.CloseReason.PeerReset;
                return false;
            }

            var patience = TimeSpan.FromSeconds(seconds);
            patience = _stops && patience > LongestLingerAtStop ? LongestLingerAtStop : patience;
            if (_journal.Time.GetElapsedTime(_closeAsked) < patience)
            {
                return true;
            }

            // What is left would go on in the background for minutes; lingering says not to leave it to that.
            _ = Reset();
            return false;
        }
    }
}
