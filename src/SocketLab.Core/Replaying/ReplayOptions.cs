using SocketLab.Core.Definitions;
using SocketLab.Core.Filtering;
using SocketLab.Core.Journal;

namespace SocketLab.Core.Replaying;

/// <summary>Which messages are sent again, where to, and how fast.</summary>
public sealed record ReplayOptions
{
    /// <summary>The highest speed: a day in less than ten seconds.</summary>
    public const double MaxSpeed = 10_000;

    /// <summary>The most rounds.</summary>
    public const long MaxRounds = 1_000_000;

    /// <summary>The endpoint whose journal has them; null where a recording has.</summary>
    public string? EndpointId { get; init; }

    /// <summary>The recording that has them; null where an endpoint's journal has.</summary>
    public string? RecordingId { get; init; }

    /// <summary>The one connection that is wanted; none for all.</summary>
    public ConnectionId Connection { get; init; }

    /// <summary>Which messages are wanted; null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>The sequences of the wanted ones; null for all.</summary>
    public IReadOnlySet<long>? Sequences { get; init; }

    /// <summary>The one direction that is wanted; none for both.</summary>
    public EntryDirection Direction { get; init; }

    /// <summary>Whether they go as datagrams, and not in a TCP stream.</summary>
    public bool IsUdp { get; init; }

    /// <summary>Where to.</summary>
    public required RemoteAddress To { get; init; }

    /// <summary>How many times as fast as they were seen; 0: as fast as the system takes them.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How often all of them are sent; 0: until somebody ends it.</summary>
    public long Rounds { get; init; } = 1;

    /// <summary>Says what is wrong with it.</summary>
    public IReadOnlyList<DefinitionError> Validate()
    {
        var errors = new DefinitionErrors();
        errors.Require(EndpointId is null != RecordingId is null, "$.source", "Name either an endpoint or a recording.");
        errors.Require(Speed is >= 0 and <= MaxSpeed, "$.speed", $"A speed is from 0, which is flat out, to {MaxSpeed:N0}.");
        errors.RequireRange(Rounds, 0, MaxRounds, "$.loop");
        errors.Require(Speed > 0 || Rounds > 0, "$.loop", "Sending flat out needs an end: say how often, or give a speed other than 0.");
        if (Filter is not null && FilterSyntax.Read(Filter) is { Filter: null, Errors: var wrong })
        {
            errors.Add("$.source.filter", wrong.Count > 0 ? wrong[0].Message : "Write a condition, or leave it out.");
        }

        return errors.List;
    }
}
