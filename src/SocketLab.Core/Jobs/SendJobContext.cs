using System.Net;
using Microsoft.Extensions.Logging;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Jobs;

/// <summary>Where a job belongs.</summary>
internal sealed record SendJobContext
{
    public required string Id { get; init; }

    public required string EndpointId { get; init; }

    public ConnectionId ConnectionId { get; init; }

    public EndPoint? To { get; init; }

    /// <summary>The endpoint's journal: the job tells there when it begins and how it ended.</summary>
    public required EntryJournal Journal { get; init; }

    /// <summary>What it takes of the limit for public addresses; 0 when none is among its destinations.</summary>
    public double PublicPerSecond { get; init; }

    /// <summary>How it goes, in words, where the options do not say.</summary>
    public string? Pacing { get; init; }

    /// <summary>Makes the schedule that it goes by, at a time of the clock; null: the options are the schedule.</summary>
    public Func<long, IPaceSchedule>? Schedule { get; init; }

    /// <summary>Wakes who watches all jobs.</summary>
    public required ChangeSignal Changed { get; init; }

    /// <summary>Called when the job has ended, before its <see cref="SendJob.Completion"/> is.</summary>
    public required Action<SendJob> Ended { get; init; }

    public required ILogger Logger { get; init; }
}
