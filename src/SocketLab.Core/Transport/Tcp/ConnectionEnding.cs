using System.Net.Sockets;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>What a connection waits for between the peer's FIN and its end: our own sends, then their delivery.</summary>
/// <remarks>Owned by its <see cref="TcpConnection"/>.</remarks>
internal sealed class ConnectionEnding(
    ConnectionLife life,
    ConnectionLog log,
    ConnectionSocket socket,
    StreamSender sender,
    Func<bool> owesAnswer
)
{
    private static readonly TimeSpan HalfClosedCheck = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan FirstAnswerCheck = TimeSpan.FromMilliseconds(5);

    /// <summary>An answer that is owed keeps our side open for no longer: the longest delay of one, and the time to send it.</summary>
    private static readonly TimeSpan MaxOwed = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan DeliveryCheck = TimeSpan.FromMilliseconds(50);

    /// <summary>A server must stop within seconds, however long its connections would linger.</summary>
    private static readonly TimeSpan MaxLingerAtStop = TimeSpan.FromSeconds(3);

    private volatile bool _hurries;

    /// <summary>Waits for delivery no longer than a stop of the server may take.</summary>
    public void Hurry() => _hurries = true;

    /// <summary>
    /// Keeps our side open for a while after the peer's FIN, counted anew from each send, and as long as a rule owes an answer.
    /// </summary>
    public async Task<WireEnd> StayHalfClosedAsync()
    {
        var limit = TimeSpan.FromSeconds(socket.Options.HalfClosedSeconds);
        var began = log.Time.GetTimestamp();
        var check = FirstAnswerCheck;
        while (true)
        {
            lock (life.Lock)
            {
                if (life.HasFinished)
                {
                    break;
                }

                // No read is pending any more that would tell of an RST.
                socket.ThrowIfBroken(hasFinished: false);
            }

            if (sender.IsSending)
            {
                log.RestartHalfClosed();
            }

            var left = limit - log.SinceSent;
            if (left <= TimeSpan.Zero)
            {
                if (!owesAnswer() || log.Time.GetElapsedTime(began) > MaxOwed)
                {
                    break;
                }

                // An answer that waits for nothing is out in a moment.
                check = left = check + check < HalfClosedCheck ? check + check : HalfClosedCheck;
            }

            await Task.Delay(left < HalfClosedCheck ? left : HalfClosedCheck, log.Time, life.ReadingStops)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return new WireEnd(CloseReason.PeerClosed);
    }

    /// <summary>
    /// After a close that was asked for, waits until everything that we sent is acknowledged, as long as the options say (SO_LINGER,
    /// socket(7)). The socket has no such option set: close(2) would block a thread for as long.
    /// </summary>
    /// <param name="end">How reading ended.</param>
    /// <param name="reset">Resets the connection, when its time is up.</param>
    /// <returns>How it ended, which this may have changed.</returns>
    public async Task<WireEnd> AwaitDeliveryAsync(WireEnd end, Func<Task> reset)
    {
        while (MustAwaitDelivery(ref end, reset))
        {
            await Task.Delay(DeliveryCheck, log.Time, CancellationToken.None);
        }

        return end;
    }

    private bool MustAwaitDelivery(ref WireEnd end, Func<Task> reset)
    {
        lock (life.Lock)
        {
            var inOrder = life.CloseRequested is not null && end.Reason is CloseReason.PeerClosed or CloseReason.Closed;
            if (!inOrder || socket.Options.LingerSeconds is not { } seconds || socket.ReadTcpInfo() is not { HasUndelivered: true } info)
            {
                return false;
            }

            if (info.State == TcpInfo.Closed)
            {
                // It went without taking everything. A send may have been told the reason already.
                end = new(socket.TakeError() == SocketError.TimedOut ? CloseReason.TimedOut : CloseReason.PeerReset);
                return false;
            }

            var linger = TimeSpan.FromSeconds(seconds);
            linger = _hurries && linger > MaxLingerAtStop ? MaxLingerAtStop : linger;
            if (life.SinceCloseRequested < linger)
            {
                return true;
            }

            // What is left would go on in the background for minutes; lingering says not to leave it to that.
            _ = reset();
            return false;
        }
    }
}
