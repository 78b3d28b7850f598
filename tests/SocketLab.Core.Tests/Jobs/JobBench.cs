using Microsoft.Extensions.Logging.Abstractions;
using SocketLab.Core.Definitions;
using SocketLab.Core.Jobs;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Jobs;

/// <summary>Jobs without sockets: what they send is written down, and time passes only when they sleep or a test says so.</summary>
internal sealed class JobBench : IDisposable
{
    private int _made;

    public JobBench(EndpointLimits? limits = null) => Jobs = new SendJobs(limits ?? new());

    public EntryJournal Journal { get; } = new(1 << 20, new JournalBudget(1 << 20), TimeProvider.System);

    public SendJobs Jobs { get; }

    public SendJob Start(
        RepeatOptions repeat,
        IJobTarget target,
        IPaceClock? clock = null,
        double publicPerSecond = 0,
        string endpointId = "e"
    )
    {
        var context = new SendJobContext
        {
            Id = $"job{Interlocked.Increment(ref _made)}",
            EndpointId = endpointId,
            Journal = Journal,
            PublicPerSecond = publicPerSecond,
            Changed = Jobs.Changed,
            Ended = Jobs.MarkEnded,
            Logger = NullLogger.Instance,
        };
        var job = new SendJob(context, target, repeat, clock ?? new FakePaceClock());
        Jobs.Start(job);
        return job;
    }

    public void Dispose() => Journal.Dispose();
}

/// <summary>A clock whose sleeps take no time.</summary>
internal sealed class FakePaceClock : IPaceClock
{
    private long _now = 1_000_000_000_000;

    public long Now => Interlocked.Read(ref _now);

    public bool Prepared { get; private set; }

    /// <summary>How much too long sleeps are, in nanoseconds.</summary>
    public Func<int, long> Late { get; init; } = _ => 0;

    public int Sleeps { get; private set; }

    public void Advance(long nanoseconds) => Interlocked.Add(ref _now, nanoseconds);

    public void Prepare() => Prepared = true;

    public void SleepUntil(long due, WaitHandle wake) => Interlocked.Exchange(ref _now, Math.Max(Now, due) + Late(Sleeps++));
}

/// <summary>Writes down what it was told to send.</summary>
internal sealed class FakeTarget(FakePaceClock? clock = null) : IJobTarget
{
    public int Capacity { get; init; } = 64;

    /// <summary>Numbers of messages in the order that they came.</summary>
    public List<long> Sent { get; } = [];

    /// <summary>When they came.</summary>
    public List<long> Times { get; } = [];

    /// <summary>What becomes of a message; null: it is sent.</summary>
    public Func<long, SendOutcome?> Script { get; init; } = _ => null;

    public bool IsDisposed { get; private set; }

    public SendOutcome Send(long first, int count, CancellationToken cancellation)
    {
        Assert.False(IsDisposed);
        Assert.InRange(count, 1, Capacity);
        if (Script(first) is { } outcome)
        {
            cancellation.ThrowIfCancellationRequested();
            return outcome;
        }

        for (var i = 0; i < count; i++)
        {
            Sent.Add(first + i);
            Times.Add(clock?.Now ?? 0);
        }

        return new SendOutcome(count, count * 10L);
    }

    /// <summary>What goes wrong when it is disposed; null: nothing does.</summary>
    public Exception? DisposeFails { get; init; }

    public void Dispose()
    {
        IsDisposed = true;
        if (DisposeFails is not null)
        {
            throw DisposeFails;
        }
    }
}
