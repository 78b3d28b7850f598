using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;

namespace SocketLab.Core.Tests.Jobs;

public sealed class SendJobsTests
{
    private static readonly RepeatOptions Long = new() { PerSecond = 0.001 };

    [Fact]
    public async Task No_more_run_than_the_limit_and_a_paused_one_counts()
    {
        using var bench = new JobBench(new() { Jobs = 2 });
        var one = Run(bench);
        var two = Run(bench);
        two.Pause();
        var error = Assert.Throws<LimitReachedException>(() => Run(bench));
        Assert.Equal(("Jobs", 2), (error.Limit, error.Value));
        await Eventually.Ends(one.CancelAsync());
        var three = Run(bench);
        Assert.Equal([three, two, one], bench.Jobs.List());
        await Eventually.Ends(bench.Jobs.EndAsync(null, "endpointNotRunning"));
        Assert.Equal((JobState.Failed, "endpointNotRunning"), (two.State, two.Progress.Error));
        Assert.Equal(3, bench.Jobs.List().Count);
    }

    [Fact]
    public async Task The_last_hundred_ended_are_kept()
    {
        using var bench = new JobBench();
        var all = new List<SendJob>();
        for (var i = 0; i < SendJobs.EndedKept + 5; i++)
        {
            all.Add(bench.Start(new() { Count = 1 }, new FakeTarget()));
            await Eventually.Ends(all[i].Completion);
        }

        Assert.Equal(all.AsEnumerable().Reverse().Take(SendJobs.EndedKept), bench.Jobs.List());
        Assert.Null(bench.Jobs.Find(all[4].Id));
        Assert.Same(all[5], bench.Jobs.Find(all[5].Id));
    }

    [Fact]
    public async Task Public_addresses_share_one_limit()
    {
        using var bench = new JobBench();
        var one = Run(bench, 60);
        Run(bench);
        var error = Assert.Throws<LimitReachedException>(() => Run(bench, 41));
        Assert.Equal(("PublicPerSecond", 100), (error.Limit, error.Value));
        Run(bench, 40);
        await Eventually.Ends(one.CancelAsync());
        Run(bench, 60);
        await Eventually.Ends(bench.Jobs.EndAsync(null, "x"));
    }

    [Fact]
    public async Task Jobs_of_one_endpoint_are_told_apart()
    {
        using var bench = new JobBench();
        var one = bench.Start(Long, new FakeTarget(), PaceClocks.Best, endpointId: "one");
        var two = bench.Start(Long, new FakeTarget(), PaceClocks.Best, endpointId: "two");
        Assert.Equal([one], bench.Jobs.List("one"));
        await Eventually.Ends(bench.Jobs.EndAsync("one", "endpointNotRunning"));
        Assert.Equal((JobState.Failed, JobState.Running), (one.State, two.State));
        Assert.Equal([two, one], bench.Jobs.List());
        await Eventually.Ends(two.CancelAsync());
    }

    private static SendJob Run(JobBench bench, double publicPerSecond = 0) =>
        bench.Start(Long, new FakeTarget(), PaceClocks.Best, publicPerSecond);
}
