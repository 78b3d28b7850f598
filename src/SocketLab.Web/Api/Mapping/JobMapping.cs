using SocketLab.Contracts;
using SocketLab.Core.Jobs;

namespace SocketLab.Web.Api.Mapping;

/// <summary>Makes the contract's records of send jobs.</summary>
internal static class JobMapping
{
    extension(JobDto)
    {
        /// <summary>How far the job is right now.</summary>
        public static JobDto From(SendJob job)
        {
            var progress = job.Progress;
            return new()
            {
                Id = job.Id,
                EndpointId = job.EndpointId,
                ConnectionId = job.ConnectionId.IsNone ? null : job.ConnectionId.ToString(),
                To = AddressDto.From(job.To),
                Repeat = job.Repeat,
                State = progress.State,
                Requested = job.Requested,
                Sent = progress.Sent,
                Bytes = progress.Bytes,
                Failed = progress.Failed,
                PerSecond = progress.PerSecond,
                Rebased = progress.Rebased,
                Gaps = progress.Gaps is { } gaps
                    ? new(gaps.EvenMicroseconds, gaps.P50Microseconds, gaps.P99Microseconds, gaps.MaxMicroseconds)
                    : null,
                StartedAt = progress.StartedAt,
                EndedAt = progress.EndedAt,
                Error = progress.Error,
            };
        }
    }
}
