using SocketLab.Core.Endpoints;
using SocketLab.Core.Recordings;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Settings;
using SocketLab.Web.Workspace;

namespace SocketLab.Web.Hosting;

/// <summary>
/// Ties the endpoints' life to the server's: what was listening listens again before the first request is answered, and every socket is
/// given back at the end.
/// </summary>
/// <remarks>
/// A hosted service rather than a background service: the web server is started after it, and a failure here is a failed start. Where
/// another program has locked the workspace the server starts without it, and takes it up when that program lets go.
/// </remarks>
internal sealed partial class EndpointHost(
    WorkspaceDatabase workspace,
    WorkspaceStatus status,
    CertificateLibrary certificates,
    PayloadLibrary payloads,
    PayloadHistory history,
    FilterLibrary filters,
    ColumnLibrary columns,
    EndpointSupervisor supervisor,
    RecordingLibrary recordings,
    EntryRecord record,
    IHostApplicationLifetime lifetime,
    DataDirectory data,
    TimeProvider time,
    ILogger<EndpointHost> logger
) : IHostedService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _stop = new();
    private Task _takingUp = Task.CompletedTask;
    private Task? _stopped;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // At once, and not only when it is the services' turn: before that the framework waits for hubs and circuits, whose clients may
        // have stopped reading, and meanwhile a flood would go on taking the processor from all that is to end.
        lifetime.ApplicationStopping.Register(() => _ = Stop());
        if (await TryLoadAsync(cancellationToken))
        {
            await supervisor.StartWantedAsync(cancellationToken);
        }
        else
        {
            _takingUp = TakeUpAsync();
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Stop();

    private Task Stop()
    {
        lock (_stop)
        {
            return _stopped ??= Task.Run(StopNowAsync, CancellationToken.None);
        }
    }

    private async Task StopNowAsync()
    {
        await _stopping.CancelAsync();
        await _takingUp;
        await supervisor.StopAllAsync();

        // While the journals are there: how each connection ended belongs to what is recorded.
        await recordings.DisposeAsync();
        await supervisor.DisposeAsync();
        await record.EndAsync();
    }

    /// <summary>Reads all that is saved.</summary>
    /// <returns>Whether it could be read; otherwise another program has locked it.</returns>
    private async Task<bool> TryLoadAsync(CancellationToken cancellation)
    {
        try
        {
            await workspace.OpenAsync(cancellation);
            status.Count(WorkspaceTable.Certificates, unreadable: await certificates.RestoreAsync(cancellation));
            await payloads.RestoreAsync(cancellation);
            await filters.RestoreAsync(cancellation);
            await columns.RestoreAsync(cancellation);
            await history.RestoreAsync(cancellation);
            await supervisor.LoadAsync(cancellation);
            await recordings.LoadAsync(cancellation);
            record.Begin();
            status.Arrive();
            return true;
        }
        catch (WorkspaceLockedException error)
        {
            if (!status.IsAwaited)
            {
                LogAwaited(error, data.Database);
            }

            status.Await(data.Database);
            return false;
        }
    }

    /// <summary>Reads what is saved as soon as that can be done, and starts what was running. It never throws.</summary>
    private async Task TakeUpAsync()
    {
        try
        {
            do
            {
                await Task.Delay(RetryInterval, time, _stopping.Token);
            } while (!await TryLoadAsync(_stopping.Token));

            LogTakenUp(data.Database);
            await supervisor.StartWantedAsync(_stopping.Token);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception error)
        {
            LogNotTakenUp(error, data.Database);
        }
    }

    [LoggerMessage(2008, LogLevel.Warning, "Another program has locked the workspace {Path}: it is taken up as soon as that lets go")]
    private partial void LogAwaited(Exception error, string path);

    [LoggerMessage(2009, LogLevel.Information, "The workspace {Path} was taken up")]
    private partial void LogTakenUp(string path);

    [LoggerMessage(2012, LogLevel.Error, "The workspace {Path} could not be taken up")]
    private partial void LogNotTakenUp(Exception error, string path);
}
