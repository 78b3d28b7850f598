using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Recordings;

namespace SocketLab.Core.Replaying;

/// <summary>Sends recorded messages again: from an endpoint of its own, in whose feed they stand, and what is answered to them.</summary>
public sealed class Replayer(EndpointSupervisor supervisor, RecordingLibrary recordings)
{
    /// <summary>Starts a replay.</summary>
    /// <param name="options">What is sent, where to and how fast.</param>
    /// <param name="cancellation">Ends reading and connecting; a job that has started goes on.</param>
    /// <returns>The job; the endpoint that sends is its own.</returns>
    /// <exception cref="InvalidDefinitionException">The options are wrong, or there is nothing to send.</exception>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="RecordingNotFoundException">There is no such recording.</exception>
    /// <exception cref="NetworkException">The name cannot be resolved, nothing is sent there, or nobody answers.</exception>
    /// <exception cref="LimitReachedException">There are too many endpoints or jobs, or it is too fast for a public address.</exception>
    public async Task<SendJob> StartAsync(ReplayOptions options, CancellationToken cancellation)
    {
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new InvalidDefinitionException(errors);
        }

        var source = await ReplaySource.OpenAsync(options, supervisor, recordings, cancellation);
        try
        {
            var job = await StartAsync(source.Messages, options, cancellation);
            _ = DisposeAfterAsync(job, source);
            return job;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private async Task<SendJob> StartAsync(RecordedMessages messages, ReplayOptions options, CancellationToken cancellation)
    {
        var (endpoint, isNew) = await SenderAsync(options, cancellation);
        try
        {
            return endpoint is { State: EndpointState.Faulted, Fault: { } fault }
                ? throw new NetworkException(fault)
                : await endpoint.StartReplayAsync(messages, options.Speed, options.Rounds == 0 ? null : options.Rounds, cancellation);
        }
        catch when (isNew)
        {
            await supervisor.DeleteAsync(endpoint.Id, CancellationToken.None);
            throw;
        }
    }

    private static async Task DisposeAfterAsync(SendJob job, ReplaySource source)
    {
        await job.Completion;
        source.Dispose();
    }

    private static string NameOf(RemoteAddress to) => $"Replay to {to}" is { Length: > 100 } name ? name[..100] : $"Replay to {to}";

    /// <summary>An endpoint that sends there and does nothing else: one that an earlier replay left, or another one.</summary>
    private async Task<(Endpoint Endpoint, bool IsNew)> SenderAsync(ReplayOptions options, CancellationToken cancellation)
    {
        var definition = new EndpointDefinition
        {
            Kind = options.IsUdp ? EndpointKind.UdpSender : EndpointKind.TcpClient,
            Name = NameOf(options.To),
            Remote = options.To,
        };
        var idle = supervisor
            .List()
            .FirstOrDefault(one =>
                one.Definition.Kind == definition.Kind
                && one.Definition.Name == definition.Name
                && one.Definition.Remote == options.To
                && supervisor.Jobs.List(one.Id).All(job => job.State.IsEnded())
            );
        if (idle is null)
        {
            return (await supervisor.CreateAsync(supervisor.Limits.Fit(definition), start: true, cancellation), true);
        }

        if (!options.IsUdp)
        {
            // A stream begins at its beginning.
            await supervisor.StopAsync(idle.Id, cancellation);
        }

        return (await supervisor.StartAsync(idle.Id, cancellation), false);
    }
}
