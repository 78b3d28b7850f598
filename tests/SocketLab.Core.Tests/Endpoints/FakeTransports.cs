using System.Net;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport;

namespace SocketLab.Core.Tests.Endpoints;

/// <summary>Transports without sockets, that do what a test wants.</summary>
internal sealed class FakeTransports : ITransportFactory
{
    private int _created;

    /// <summary>What the transport of the n-th start does; nothing special by default.</summary>
    public Action<int, FakeTransport> Script { get; set; } = (_, _) => { };

    public int Created => Volatile.Read(ref _created);

    /// <summary>Transports that are neither disposed nor failed to start.</summary>
    public int Alive;

    public FakeTransport? Last { get; private set; }

    public ITransport Create(TransportOrder order)
    {
        var transport = new FakeTransport(this, order.Journal);
        Last = transport;
        Script(Interlocked.Increment(ref _created), transport);
        return transport;
    }
}

internal sealed class FakeTransport(FakeTransports owner, EntryJournal journal) : ITransport
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _alive;

    public Func<CancellationToken, Task> Starting { get; set; } = _ => Task.CompletedTask;

    public Action Beginning { get; set; } = () => { };

    /// <summary>Says instead of <see cref="ReceiveQueueBytes"/> what waits in the socket; may throw.</summary>
    public Func<int?>? Queue { get; set; }

    /// <summary>The events that stood in the journal when it was told to begin.</summary>
    public IReadOnlyList<EventType>? EventsBefore { get; private set; }

    public EndPoint? Bound { get; } = new IPEndPoint(IPAddress.Loopback, 4242);

    public int? ReceiveBufferGranted => 1234;

    public long KernelDrops { get; set; }

    public int? ReceiveQueueBytes
    {
        get => Queue is null ? field : Queue();
        set;
    }

    public Task Completion => _completion.Task;

    public async Task StartAsync(CancellationToken cancellation)
    {
        await Starting(cancellation);
        _alive = 1;
        Interlocked.Increment(ref owner.Alive);
    }

    public void Begin()
    {
        EventsBefore = journal.EventTypes();
        Beginning();
    }

    public Task<SendReceipt> SendAsync(SendOrder order, CancellationToken cancellation) =>
        Task.FromResult(new SendReceipt(1, order.Payload.Length, Bound, order.To));

    public IJobTarget OpenTarget(IPayloadSource payload, EndPoint? to, bool publicToo) => throw new NotSupportedException();

    public void Fail(Exception error) => _completion.TrySetException(error);

    public void End() => _completion.TrySetResult();

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _alive, 0) == 1)
        {
            Interlocked.Decrement(ref owner.Alive);
        }

        _completion.TrySetResult();
        return ValueTask.CompletedTask;
    }
}
