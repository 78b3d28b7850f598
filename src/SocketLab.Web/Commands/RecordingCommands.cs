using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Recordings;

namespace SocketLab.Web.Commands;

/// <summary>What can be done to recordings. Each command asks for the operator's right.</summary>
public sealed class RecordingCommands(RecordingLibrary library, EndpointSupervisor supervisor, IHostApplicationLifetime server)
{
    /// <summary>Begins a recording.</summary>
    /// <inheritdoc cref="RecordingLibrary.StartAsync"/>
    public Task<Recording> StartAsync(Caller caller, RecordingOptions options)
    {
        caller.RequireOperator();
        return library.StartAsync(options, server.ApplicationStopping);
    }

    /// <summary>Ends a recording with all that there is by now.</summary>
    /// <inheritdoc cref="RecordingLibrary.StopAsync"/>
    public Task<Recording> StopAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return library.StopAsync(id);
    }

    /// <summary>Opens what a recording has by now as an endpoint of captured entries.</summary>
    /// <exception cref="RecordingNotFoundException">There is no such recording.</exception>
    /// <exception cref="LimitReachedException">There are too many endpoints.</exception>
    public async Task<Endpoint> OpenAsync(Caller caller, string id, CancellationToken cancellation = default)
    {
        caller.RequireOperator();
        var recording = library.Get(id);
        await using var files = recording.OpenFiles();
        return await supervisor.OpenCaptureAsync(recording.Name, files, cancellation);
    }

    /// <summary>Ends a recording and deletes its files, for good.</summary>
    /// <inheritdoc cref="RecordingLibrary.DeleteAsync"/>
    public Task DeleteAsync(Caller caller, string id)
    {
        caller.RequireOperator();
        return library.DeleteAsync(id, server.ApplicationStopping);
    }
}
