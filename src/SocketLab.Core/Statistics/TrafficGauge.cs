namespace SocketLab.Core.Statistics;

/// <summary>The rates of one endpoint or connection, fed with its totals by a timer: whoever receives and sends only counts.</summary>
/// <remarks>
/// While nothing moves it holds no window, so that 10,000 idle connections hold none. That loses nothing: a window is dropped when nothing
/// moved for ten seconds, and made again knowing just that. Safe from any thread.
/// </remarks>
internal sealed class TrafficGauge
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TenSeconds = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private TrafficTotals _seen;
    private Windows? _windows;
    private TrafficRates _peak;

    /// <summary>How often new totals are expected.</summary>
    public static TimeSpan SampleInterval { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Whether the gauge holds windows: something moved in the last ten seconds.</summary>
    public bool IsMoving
    {
        get
        {
            lock (_lock)
            {
                return _windows is not null;
            }
        }
    }

    /// <summary>The rates at the last sample.</summary>
    public Traffic Current
    {
        get
        {
            lock (_lock)
            {
                return new(_windows?.SecondRates ?? default, _windows?.TenSecondsRates ?? default, _peak);
            }
        }
    }

    /// <summary>Adds new totals.</summary>
    /// <param name="now">The present, on a clock that never goes back.</param>
    /// <param name="totals">Messages and bytes since the beginning.</param>
    public void Sample(TimeSpan now, in TrafficTotals totals)
    {
        lock (_lock)
        {
            if (_windows is null && totals == _seen)
            {
                return;
            }

            _windows ??= new Windows(now, _seen);
            _windows.Add(now, totals);
            (_seen, _peak) = (totals, TrafficRates.Highest(_peak, _windows.SecondRates));
            _windows = _windows.AreStill ? null : _windows;
        }
    }

    /// <summary>Adds the last totals there will be: the peak counts them, and the rates are zero from here on.</summary>
    public void Finish(TimeSpan now, in TrafficTotals totals)
    {
        Sample(now, totals);
        lock (_lock)
        {
            (_seen, _windows) = (totals, null);
        }
    }

    private sealed class Windows(TimeSpan now, in TrafficTotals before)
    {
        private readonly RateWindow _second = new(Second, SampleInterval, now, before);
        private readonly RateWindow _tenSeconds = new(TenSeconds, Second, now, before);

        public TrafficRates SecondRates { get; private set; }

        public TrafficRates TenSecondsRates { get; private set; }

        public bool AreStill => SecondRates == default && TenSecondsRates == default;

        public void Add(TimeSpan now, in TrafficTotals totals) =>
            (SecondRates, TenSecondsRates) = (_second.Add(now, totals), _tenSeconds.Add(now, totals));
    }
}
