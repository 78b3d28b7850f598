using System.Diagnostics;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Web.Hosting;

/// <summary>Bounds a stop as a whole: what has not ended in time is counted, logged and cut off, and the process ends in order.</summary>
/// <remarks>
/// Each part of a stop has a limit of its own, but on a machine that is busy with other work they add up. Everything that was answered as
/// saved is on the disk by then, and the system gives all sockets back. A thread of its own waits, made at the start, since a stop may find
/// the thread pool busy and no descriptor left for another thread.
/// </remarks>
internal sealed partial class StopDeadline(
    IHostApplicationLifetime lifetime,
    EndpointSupervisor supervisor,
    StopDeadline.Settings settings,
    ILogger<StopDeadline> logger
) : IHostedLifecycleService
{
    private readonly ManualResetEventSlim _begun = new();
    private long _started;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        new Thread(Watch) { IsBackground = true, Name = "Stop deadline" }.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        // What is registered last is run first: behind it the framework waits up to 5 s for hubs and circuits, before all else.
        lifetime.ApplicationStopping.Register(Begin);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Begin()
    {
        _started = Stopwatch.GetTimestamp();
        _begun.Set();
    }

    private void Watch()
    {
        _begun.Wait();
        ProcessEnd.Hurry();
        var left = settings.Limit - Stopwatch.GetElapsedTime(_started);
        if (left > TimeSpan.Zero)
        {
            // Nothing ever sets it: a stop that is in time ends the process, and this thread with it.
            using var never = new ManualResetEventSlim();
            never.Wait(left);
        }

        try
        {
            LogCutOff(
                settings.Limit.TotalSeconds,
                supervisor.List().Count(endpoint => endpoint.State is not (EndpointState.Stopped or EndpointState.Faulted))
            );
        }
        finally
        {
            // Again, for threads that were made since.
            ProcessEnd.Hurry();
            settings.Exit();
        }
    }

    [LoggerMessage(
        4002,
        LogLevel.Warning,
        "The stop took longer than {Limit} s and was cut off: {Endpoints} endpoints had not stopped. All that was saved is saved"
    )]
    private partial void LogCutOff(double limit, int endpoints);

    /// <summary>How long a stop may take, and what ends it then.</summary>
    /// <param name="Limit">The time from the request to stop.</param>
    /// <param name="Exit">Ends the process.</param>
    internal sealed record Settings(TimeSpan Limit, Action Exit);
}
