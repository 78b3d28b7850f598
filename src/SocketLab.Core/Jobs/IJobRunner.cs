namespace SocketLab.Core.Jobs;

/// <summary>Decides when a job's messages go. Used by the job's thread.</summary>
internal interface IJobRunner
{
    /// <summary>Sends until all is sent, the duration has passed, or the job is asked to end.</summary>
    /// <returns>Whether the job is complete; otherwise it was asked to end.</returns>
    bool Run();
}
