namespace SocketLab.Web.Hosting.Control;

/// <summary>
/// Says that connections to SocketLab itself had to go: the first one at once, later ones summed up, at most a line in ten seconds.
/// </summary>
internal sealed partial class ControlConnectionLog : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly int _limit;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly ITimer _timer;
    private bool _isGathering;
    private long _closed;
    private long _refused;

    /// <param name="limit">How many may be open.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Where lines go.</param>
    public ControlConnectionLog(int limit, TimeProvider time, ILogger logger)
    {
        (_limit, _logger) = (limit, logger);
        _timer = time.CreateTimer(_ => Report(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>One that nobody used was closed.</summary>
    public void AddClosed() => Add(ref _closed);

    /// <summary>A new one was refused.</summary>
    public void AddRefused() => Add(ref _refused);

    /// <summary>Says the rest.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        Report();
    }

    private void Add(ref long count)
    {
        lock (_lock)
        {
            count++;
            if (_isGathering)
            {
                return;
            }

            _isGathering = true;
            _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Report()
    {
        long closed,
            refused;
        lock (_lock)
        {
            (closed, refused) = (_closed, _refused);
            (_closed, _refused, _isGathering) = (0, 0, closed + refused > 0);
            if (_isGathering)
            {
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            }
        }

        if (closed + refused > 0)
        {
            NoRoom(_logger, _limit, closed, refused);
        }
    }

    [LoggerMessage(
        4003,
        LogLevel.Warning,
        "Connections to SocketLab itself: {Limit} may be open (a share of ulimit -n), so {Closed} unused ones were closed and {Refused} "
            + "new ones refused"
    )]
    private static partial void NoRoom(ILogger logger, int limit, long closed, long refused);
}
