using SocketLab.Contracts;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;
using SocketLab.Core.Replaying;

namespace SocketLab.Web.Commands;

/// <summary>Sends again what was seen. Each command asks for the operator's right.</summary>
public sealed class ReplayCommands(Replayer replayer, EndpointSupervisor supervisor)
{
    /// <summary>Starts a replay.</summary>
    /// <inheritdoc cref="Replayer.StartAsync"/>
    public Task<SendJob> StartAsync(Caller caller, ReplayOptions options, CancellationToken cancellation = default)
    {
        caller.RequireOperator();
        var errors = SendDestination.Errors(options.To, null, options.IsUdp, supervisor.Limits).ToArray();
        return errors.Length == 0 ? replayer.StartAsync(options, cancellation) : throw new InvalidRequestException(errors);
    }
}
