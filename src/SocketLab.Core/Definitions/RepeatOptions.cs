using System.Globalization;

namespace SocketLab.Core.Definitions;

/// <summary>How often a job sends, how fast, and until when.</summary>
/// <remarks>Property names and defaults are the HTTP contract's.</remarks>
public sealed record RepeatOptions
{
    /// <summary>More messages than a job can send in a year.</summary>
    public const long MaxCount = 1_000_000_000_000_000;

    /// <summary>Once in about three hours.</summary>
    public const double MinPerSecond = 0.0001;

    /// <summary>More than any machine sends: flat out is asked for by naming no rate.</summary>
    public const double MaxPerSecond = 100_000_000;

    /// <summary>The shortest duration in seconds.</summary>
    public const double MinDurationSeconds = 0.001;

    /// <summary>Thirty days, in seconds.</summary>
    public const double MaxDurationSeconds = 30 * 86_400;

    /// <summary>Messages in one burst at most.</summary>
    public const int MaxBurst = 100_000;

    /// <summary>How many messages; null: until the duration has passed, or somebody ends the job.</summary>
    public long? Count { get; init; }

    /// <summary>How many messages a second; null: flat out, as fast as the system takes them.</summary>
    public double? PerSecond { get; init; }

    /// <summary>For how many seconds, pauses not counted; null: until the count is reached, or somebody ends the job.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>How many messages go together. The rate stays: a burst of 10 at 100 a second goes every 100 ms.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>How much later than due each burst may go, at random, in percent of the interval: 0 to 100. The mean rate stays.</summary>
    public double JitterPercent { get; init; }

    /// <summary>Everything wrong with it, by JSON path from <paramref name="root"/>; empty when a job can be made of it.</summary>
    public IReadOnlyList<DefinitionError> Validate(string root = "$.repeat")
    {
        var errors = new List<DefinitionError>();
        InRange(Count, 1, MaxCount, "count");
        InRange(PerSecond, MinPerSecond, MaxPerSecond, "perSecond");
        InRange(DurationSeconds, MinDurationSeconds, MaxDurationSeconds, "durationSeconds");
        InRange(Burst, 1, MaxBurst, "burst");
        InRange(JitterPercent, 0, 100, "jitterPercent");
        if (PerSecond is null)
        {
            Must(Burst == 1, $"{root}.burst", "A burst needs a rate: give perSecond too.");
            Must(JitterPercent == 0, $"{root}.jitterPercent", "Jitter needs a rate: give perSecond too.");

            // At a rate a job may run until it is cancelled; flat out it would keep a core busy for good.
            Must(
                Count is not null || DurationSeconds is not null,
                root,
                "Sending flat out needs an end: give count or durationSeconds, or perSecond."
            );
        }

        return errors;

        void InRange(double? value, double min, double max, string name) =>
            Must(
                value is null || (value >= min && value <= max),
                $"{root}.{name}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{value:0.############} is out of range: {min:0.############} to {max:0.############}."
                )
            );

        void Must(bool holds, string path, string message)
        {
            if (!holds && !errors.Exists(error => error.Path == path))
            {
                errors.Add(new DefinitionError(path, message));
            }
        }
    }
}
