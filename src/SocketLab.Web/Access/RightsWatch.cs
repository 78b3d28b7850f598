namespace SocketLab.Web.Access;

/// <summary>
/// Ends what goes on with a right that is over: at once when a token comes to be required, and within seconds when time is up.
/// </summary>
internal sealed class RightsWatch(AccessGate gate, UnderWay underWay, ConnectionOwners owners, TimeProvider time)
    : IHostedService,
        IDisposable
{
    /// <summary>Who may do something is decided when it is done; this is only how long somebody may go on reading.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        gate.TokenCameToBeRequired += underWay.EndWhatIsOver;
        _timer = time.CreateTimer(_ => Check(), null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Check()
    {
        underWay.EndWhatIsOver();
        owners.Forget();
    }
}
