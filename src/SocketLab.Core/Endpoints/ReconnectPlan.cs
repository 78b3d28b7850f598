using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Endpoints;

/// <summary>When a client tries again: after half a second, then twice as long each time, up to half a minute.</summary>
/// <remarks>
/// The pauses are up to a quarter shorter, by chance, so that many clients of one server that died do not come back at the same moment.
/// A connection that ends soon after it began is no success: a server that accepts and hangs up is not connected to twice a second for
/// ever.
/// </remarks>
internal sealed class ReconnectPlan(TimeProvider time)
{
    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.5);
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection must stand for the pauses to begin anew.</summary>
    public static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    /// <summary>Failures in a row that the journal reports one by one; later ones only where the reason changes.</summary>
    private const int MaxReported = 3;

    private const double Jitter = 0.25;

    private TimeSpan _pause = ShortestPause;
    private FaultCode? _reason;
    private long _connectedAt;
    private int _attempt = 1;
    private int _reported;

    /// <summary>Whether waiting can help: nobody lifts a ban by asking again.</summary>
    public static bool MayPass(FaultCode code) => code is not (FaultCode.DestinationDenied or FaultCode.AccessDenied);

    /// <summary>Records that there is a connection.</summary>
    /// <returns>The number of the attempt that brought it.</returns>
    public int RecordConnected()
    {
        _connectedAt = time.GetTimestamp();
        return _attempt;
    }

    /// <summary>Plans the next attempt.</summary>
    /// <param name="reason">Why it is needed; null when a connection ended in order.</param>
    /// <param name="lost">Whether there was a connection.</param>
    public NextAttempt Next(FaultCode? reason, bool lost)
    {
        if (lost && time.GetElapsedTime(_connectedAt) >= Steady)
        {
            (_pause, _attempt) = (ShortestPause, 1);
        }

        // That a connection was had and lost is a change of state each time.
        _reported = lost || reason != _reason ? 1 : Math.Min(_reported + 1, MaxReported + 1);
        _reason = lost ? null : reason;
        _attempt++;

        var pause = _pause * (1 - (Jitter * Random.Shared.NextDouble()));
        _pause = _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return new(_attempt, pause, _reported <= MaxReported, !lost && _reported == MaxReported);
    }
}
