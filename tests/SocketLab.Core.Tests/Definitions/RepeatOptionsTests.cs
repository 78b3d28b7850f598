using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Definitions;

public sealed class RepeatOptionsTests
{
    public static TheoryData<RepeatOptions> Fine =>
        [
            new RepeatOptions { Count = 1 },
            new RepeatOptions { DurationSeconds = 0.001 },
            new RepeatOptions { PerSecond = 0.0001 },
            new RepeatOptions
            {
                PerSecond = 100,
                Burst = 100_000,
                JitterPercent = 100,
            },
            new RepeatOptions
            {
                Count = RepeatOptions.MaxCount,
                PerSecond = RepeatOptions.MaxPerSecond,
                DurationSeconds = RepeatOptions.MaxDurationSeconds,
            },
        ];

    public static TheoryData<RepeatOptions, string[]> Wrong =>
        new()
        {
            { new(), ["$.repeat"] },
            {
                new() { Burst = 2, JitterPercent = 1 },
                ["$.repeat.burst", "$.repeat.jitterPercent", "$.repeat"]
            },
            {
                new()
                {
                    Count = 0,
                    PerSecond = 0,
                    DurationSeconds = 0,
                    Burst = 0,
                    JitterPercent = -1,
                },
                ["$.repeat.count", "$.repeat.perSecond", "$.repeat.durationSeconds", "$.repeat.burst", "$.repeat.jitterPercent"]
            },
            {
                new() { PerSecond = double.NaN },
                ["$.repeat.perSecond"]
            },
            {
                new()
                {
                    PerSecond = double.PositiveInfinity,
                    JitterPercent = 101,
                    Burst = 100_001,
                },
                ["$.repeat.perSecond", "$.repeat.burst", "$.repeat.jitterPercent"]
            },
            {
                new() { Count = -1 },
                ["$.repeat.count"]
            },
            {
                new() { Count = 1, DurationSeconds = 1e9 },
                ["$.repeat.durationSeconds"]
            },
        };

    [Theory, MemberData(nameof(Fine))]
    public void Makes_a_job(RepeatOptions options) => Assert.Empty(options.Validate());

    [Theory, MemberData(nameof(Wrong))]
    public void All_that_is_wrong_is_said_at_once(RepeatOptions options, string[] paths)
    {
        var errors = options.Validate();
        Assert.Equal(paths, errors.Select(error => error.Path));
        Assert.All(errors, error => Assert.NotEmpty(error.Message));
    }
}
