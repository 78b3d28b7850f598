using Microsoft.Extensions.Time.Testing;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Faults;

namespace SocketLab.Core.Tests.Endpoints;

public sealed class ReconnectPlanTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void Pauses_double_up_to_half_a_minute_and_are_up_to_a_quarter_shorter()
    {
        var plan = new ReconnectPlan(_clock);
        double[] expected = [0.5, 1, 2, 4, 8, 16, 30, 30, 30];
        foreach (var seconds in expected)
        {
            Assert.InRange(plan.Next(FaultCode.ConnectionRefused, lost: false).Pause.TotalSeconds, seconds * 0.75, seconds);
        }
    }

    [Fact]
    public void Pauses_differ_between_clients() =>
        Assert.True(Enumerable.Range(0, 20).Select(_ => new ReconnectPlan(_clock).Next(null, lost: true).Pause).Distinct().Count() > 1);

    [Fact]
    public void The_same_reason_is_told_three_times_and_another_one_again()
    {
        var plan = new ReconnectPlan(_clock);
        var told = Enumerable.Range(0, 10).Select(_ => plan.Next(FaultCode.ConnectionRefused, lost: false)).ToList();
        Assert.Equal([2, 3, 4], told.Where(next => next.IsReported).Select(next => next.Attempt));
        Assert.Equal(4, Assert.Single(told, next => next.IsLastReported).Attempt);
        Assert.True(plan.Next(FaultCode.TimedOut, lost: false).IsReported);
    }

    [Fact]
    public void A_connection_that_stood_for_a_while_begins_the_pauses_anew()
    {
        var plan = new ReconnectPlan(_clock);
        for (var i = 0; i < 5; i++)
        {
            plan.Next(FaultCode.ConnectionRefused, lost: false);
        }

        Assert.Equal(6, plan.RecordConnected());
        _clock.Advance(ReconnectPlan.Steady);
        var next = plan.Next(null, lost: true);
        Assert.Equal((2, true), (next.Attempt, next.IsReported));
        Assert.True(next.Pause <= ReconnectPlan.ShortestPause);
    }

    [Fact]
    public void A_server_that_accepts_and_hangs_up_is_asked_ever_more_seldom()
    {
        var plan = new ReconnectPlan(_clock);
        TimeSpan pause = default;
        for (var i = 0; i < 10; i++)
        {
            plan.RecordConnected();
            var next = plan.Next(FaultCode.ConnectionReset, lost: true);
            (pause, _) = (next.Pause, Assert.IsType<bool>(next.IsReported));
        }

        Assert.True(pause >= ReconnectPlan.LongestPause * 0.75);
    }
}
