using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;

namespace SocketLab.Core.Tests.Jobs;

public sealed class JobControlTests
{
    private static readonly JobOutcome Cancelled = new(JobState.Cancelled, null);
    private static readonly JobOutcome Failed = new(JobState.Failed, "broken");

    private readonly JobControl _control = new();

    [Fact]
    public void It_is_paused_and_resumed_where_that_changes_something()
    {
        Assert.True(_control.TrySwitch(JobState.Running, JobState.Paused));
        Assert.False(_control.TrySwitch(JobState.Running, JobState.Paused));
        Assert.True(_control.IsPaused);
        Assert.True(_control.TrySwitch(JobState.Paused, JobState.Running));
        Assert.Equal(JobState.Running, _control.State);
    }

    [Fact]
    public void The_first_reason_to_end_counts_and_nothing_is_switched_any_more()
    {
        _control.RequestEnd(Cancelled);
        _control.RequestEnd(Failed);
        Assert.Equal((Cancelled, true, JobState.Running), (_control.RequestedEnd, _control.IsEnding, _control.State));
        Assert.True(_control.Ending.IsCancellationRequested);
        Assert.False(_control.TrySwitch(JobState.Running, JobState.Paused));
    }

    [Fact]
    public async Task Who_waits_while_it_is_paused_goes_on_when_it_is_to_end()
    {
        _control.TrySwitch(JobState.Running, JobState.Paused);
        var waiting = Task.Run(_control.WaitWhilePaused);
        _control.RequestEnd(Cancelled);
        await Eventually.Ends(waiting);
        Assert.True(_control.IsPaused);
    }

    [Fact]
    public void Once_it_has_ended_that_is_its_state()
    {
        _control.End(Failed);
        Assert.Equal((JobState.Failed, Failed, true), (_control.State, _control.RequestedEnd, _control.IsEnding));
    }
}
