using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Jobs;

public sealed class SendJobTests : IDisposable
{
    private const long Second = 1_000_000_000;

    private readonly JobBench _bench = new();
    private readonly FakePaceClock _clock = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_paced_job_sends_each_message_once_when_it_is_due()
    {
        var target = new FakeTarget(_clock);
        var start = _clock.Now;
        var job = _bench.Start(new() { Count = 1000, PerSecond = 500 }, target, _clock);
        await Eventually.Ends(job.Completion);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), target.Sent);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => start + (i * Second / 500)), target.Times);
        Assert.True(target.IsDisposed && _clock.Prepared);
        var progress = job.Progress;
        Assert.Equal(
            (JobState.Completed, 1000, 10_000, 0, 500.0, null, 0),
            (progress.State, progress.Sent, progress.Bytes, progress.Failed, progress.PerSecond, progress.Error, progress.Rebased)
        );
        Assert.Equal(new JobGaps(2000, 0, 0, 0), progress.Gaps);
        Assert.True(progress.EndedAt >= progress.StartedAt);
    }

    [Fact]
    public async Task Bursts_go_together_and_the_last_one_is_what_is_left()
    {
        var target = new FakeTarget(_clock) { Capacity = 4 };
        var start = _clock.Now;
        var job = _bench.Start(
            new()
            {
                Count = 25,
                PerSecond = 100,
                Burst = 10,
            },
            target,
            _clock
        );
        await Eventually.Ends(job.Completion);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => start + (i / 10 * Second / 10)), target.Times);
        Assert.Equal(100_000, job.Progress.Gaps!.EvenMicroseconds);
    }

    [Fact]
    public async Task Gaps_tell_how_uneven_it_was()
    {
        // Every hundredth sleep is 300 µs too long: that gap is, and the next one is as much too short.
        var clock = new FakePaceClock { Late = sleep => sleep % 100 == 50 ? 300_000 : 0 };
        var job = _bench.Start(new() { Count = 1001, PerSecond = 1000 }, new FakeTarget(clock), clock);
        await Eventually.Ends(job.Completion);
        var gaps = job.Progress.Gaps!;
        Assert.Equal((1000, 0, 300), (gaps.EvenMicroseconds, gaps.P50Microseconds, gaps.MaxMicroseconds));
        Assert.InRange(gaps.P99Microseconds, 300, 310);
        Assert.InRange(job.Progress.PerSecond, 999.9, 1000.1);
    }

    [Fact]
    public async Task A_sender_that_cannot_keep_up_says_so()
    {
        // Each message takes 10 ms where one is due every millisecond.
        var target = new FakeTarget(_clock) { Capacity = 1, Script = _ => Slow(_clock) };
        var job = _bench.Start(new() { Count = 200, PerSecond = 1000 }, target, _clock);
        await Eventually.Ends(job.Completion);
        var progress = job.Progress;
        Assert.Equal((JobState.Completed, 200), (progress.State, progress.Sent));
        Assert.InRange(progress.PerSecond, 90, 115);
        Assert.InRange(progress.Rebased, 1, 20);

        static SendOutcome? Slow(FakePaceClock clock)
        {
            clock.Advance(10_000_000);
            return new SendOutcome(1, 10);
        }
    }

    [Fact]
    public async Task A_paced_job_ends_in_time_also_when_nothing_goes_out()
    {
        var target = new FakeTarget(_clock) { Script = _ => Full(_clock) };
        var start = _clock.Now;
        var job = _bench.Start(new() { PerSecond = 100, DurationSeconds = 2 }, target, _clock);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 0, 0), (job.State, job.Progress.Sent, job.Progress.Failed));
        Assert.InRange(_clock.Now - start, 2 * Second, (2 * Second) + (Second / 5));

        static SendOutcome? Full(FakePaceClock clock)
        {
            clock.Advance(1_000_000);
            return default(SendOutcome);
        }
    }

    [Fact]
    public async Task A_target_that_cannot_be_closed_ends_neither_the_process_nor_keeps_the_job()
    {
        var target = new FakeTarget(_clock) { DisposeFails = new InvalidOperationException("It is broken.") };
        var job = _bench.Start(new() { Count = 10 }, target, _clock);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Completed, 10), (job.State, job.Progress.Sent));
        Assert.Equal([job], _bench.Jobs.List());
        Assert.Single(_bench.Journal.Events(EventType.JobEnded));
    }

    [Fact]
    public async Task A_flat_out_job_fills_its_batches()
    {
        var target = new FakeTarget(_clock);
        var job = _bench.Start(new() { Count = 1000 }, target, _clock);
        await Eventually.Ends(job.Completion);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (long)i), target.Sent);
        Assert.Null(job.Progress.Gaps);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1_000_000.0)]
    public async Task A_duration_ends_it(double? perSecond)
    {
        var target = new FakeTarget(_clock)
        {
            Script = _ =>
            {
                _clock.Advance(1000);
                return null;
            },
        };
        var start = _clock.Now;
        var job = _bench.Start(new() { DurationSeconds = 0.01, PerSecond = perSecond }, target, _clock);
        await Eventually.Ends(job.Completion);
        Assert.Equal(JobState.Completed, job.State);
        Assert.InRange(_clock.Now - start, 10_000_000, 10_200_000);
    }

    [Fact]
    public async Task What_fails_is_counted_and_the_job_goes_on()
    {
        var target = new FakeTarget { Capacity = 1, Script = number => number % 3 == 0 ? new SendOutcome(0, 0, Failed: 1) : null };
        var job = _bench.Start(new() { Count = 10, PerSecond = 1000 }, target);
        await Eventually.Ends(job.Completion);
        Assert.Equal([1, 2, 4, 5, 7, 8], target.Sent);
        Assert.Equal((JobState.Completed, 6, 4), (job.State, job.Progress.Sent, job.Progress.Failed));
        var ended = Assert.Single(_bench.Journal.Events(EventType.JobEnded)).Data<JobEndedData>();
        Assert.Equal((6L, 4L, job.Id), (ended.Sent, ended.Failed, ended.Job));
    }

    [Fact]
    public async Task It_waits_while_there_is_no_room()
    {
        var tries = 0;
        var target = new FakeTarget { Capacity = 1, Script = number => number == 1 && tries++ < 5 ? default(SendOutcome) : null };
        var job = _bench.Start(new() { Count = 3, PerSecond = 1000 }, target);
        await Eventually.Ends(job.Completion);
        Assert.Equal([0, 1, 2], target.Sent);
    }

    [Theory]
    [InlineData("connectionClosed")]
    [InlineData("connectionReset")]
    [InlineData("endpointNotRunning")]
    [InlineData("socketError")]
    public async Task What_ends_it_has_its_code(string code)
    {
        var target = new FakeTarget
        {
            Capacity = 1,
            Script = number =>
                number < 2
                    ? null
                    : throw code switch
                    {
                        "connectionClosed" => new ConnectionClosedException(),
                        "connectionReset" => new NetworkException(SocketFaults.Reset("peer")),
                        "endpointNotRunning" => new ObjectDisposedException("socket"),
                        _ => new InvalidTimeZoneException("nobody foresaw this"),
                    },
        };
        var job = _bench.Start(new() { Count = 10 }, target);
        await Eventually.Ends(job.Completion);
        Assert.Equal((JobState.Failed, code, 2), (job.State, job.Progress.Error, job.Progress.Sent));
        Assert.True(target.IsDisposed);
        Assert.Equal(code, _bench.Journal.Events(EventType.JobEnded).Single().Event!.Code);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1.0)]
    [InlineData(0.0001)]
    public async Task Cancelling_ends_it_at_once_and_stays(double? perSecond)
    {
        // The system's own clock: what sleeps for hours must wake up.
        var job = _bench.Start(new() { PerSecond = perSecond, DurationSeconds = 3600 }, new FakeTarget(), PaceClocks.Best);
        await Eventually.HoldsAsync(() => job.Progress.Sent > 0);
        await Eventually.Ends(job.CancelAsync());
        Assert.Equal((JobState.Cancelled, null), (job.State, job.Progress.Error));
        await Eventually.Ends(job.FailAsync("late"));
        job.Pause();
        job.Resume();
        Assert.Equal(JobState.Cancelled, job.State);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10_000.0)]
    public async Task A_pause_stops_it_until_it_is_resumed(double? perSecond)
    {
        var target = new FakeTarget { Capacity = 1 };
        var job = _bench.Start(new() { PerSecond = perSecond, Count = 1_000_000_000 }, target, PaceClocks.Best);
        await Eventually.HoldsAsync(job.Changed, () => job.Progress.Sent > 0);
        job.Pause();
        Assert.Equal(JobState.Paused, job.State);
        var sent = -1L;
        await Eventually.HoldsAsync(() => sent == (sent = job.Progress.Sent));
        Assert.Equal(JobState.Paused, job.Progress.State);
        job.Resume();
        await Eventually.HoldsAsync(() => job.Progress.Sent > sent);
        job.Pause();
        await Eventually.Ends(job.CancelAsync());
        Assert.Equal(job.Progress.Sent, target.Sent.Count);
        Assert.Equal(Enumerable.Range(0, target.Sent.Count).Select(i => (long)i), target.Sent);
    }

    [Fact]
    public async Task Watchers_are_woken_while_it_sends_and_when_it_ends()
    {
        var target = new FakeTarget(_clock) { Script = _ => null };
        var job = _bench.Start(new() { Count = 1000, PerSecond = 100 }, target, _clock);
        await Eventually.Ends(job.Completion);

        // Ten seconds of the job's own time, ten times a second at most.
        Assert.InRange(job.Changed.Version, 90, 105);
        Assert.InRange(_bench.Jobs.Changed.Version, 2, 3);
    }
}
