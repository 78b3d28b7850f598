using SocketLab.Core.Endpoints;
using SocketLab.Core.Jobs;

namespace SocketLab.Web.Commands;

/// <summary>What can be done to send jobs. Each command asks for the operator's right.</summary>
public sealed class JobCommands(EndpointSupervisor supervisor)
{
    /// <summary>Holds a job until it is resumed or cancelled.</summary>
    public SendJob Pause(Caller caller, string id)
    {
        var job = Get(caller, id);
        job.Pause();
        return job;
    }

    /// <summary>Goes on with a job that is paused.</summary>
    public SendJob Resume(Caller caller, string id)
    {
        var job = Get(caller, id);
        job.Resume();
        return job;
    }

    /// <summary>Ends a job, and returns when it has ended.</summary>
    public async Task<SendJob> CancelAsync(Caller caller, string id)
    {
        var job = Get(caller, id);
        await job.CancelAsync();
        return job;
    }

    private SendJob Get(Caller caller, string id)
    {
        caller.RequireOperator();
        return supervisor.GetJob(id);
    }
}
