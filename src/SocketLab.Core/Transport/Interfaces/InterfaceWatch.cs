using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Interfaces;

/// <summary>Knows the network interfaces, and tells when one comes, goes or changes (rtnetlink(7)). One for the process.</summary>
/// <remarks>
/// A thread of its own waits for the kernel, which sends a message for each change; several at once are one. Where there is no netlink, as
/// outside of Linux, the interfaces are those of the start.
/// </remarks>
internal sealed unsafe class InterfaceWatch : IDisposable
{
    private const int StackBytes = 256 << 10,
        MessageBytes = 16 << 10;

    /// <summary>Changes come in bursts: an interface that appears gets its addresses, flags and routes one after the other.</summary>
    private const int SettleMilliseconds = 20;

    private static readonly Lazy<InterfaceWatch> Process = new(() => new InterfaceWatch());

    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];
    private readonly int _descriptor = -1;
    private readonly int _stopDescriptor = -1;
    private volatile InterfaceTable _current;
    private volatile bool _stopping;

    /// <summary>Begins to watch, in the network of the thread that calls.</summary>
    public InterfaceWatch()
    {
        if (LibC.IsSupported)
        {
            _descriptor = Netlink.OpenInterfaceChanges();
            _stopDescriptor = EventDescriptor(0, EventCloseOnExec);
        }

        // Behind the opening: what changes from here on is told.
        _current = Look();
        if (_descriptor >= 0 && _stopDescriptor >= 0)
        {
            new Thread(Run, StackBytes) { IsBackground = true, Name = "interfaces" }.UnsafeStart();
        }
    }

    /// <summary>The one of this process.</summary>
    public static InterfaceWatch Shared => Process.Value;

    /// <summary>The interfaces as they are now.</summary>
    public InterfaceTable Current => _current;

    /// <summary>Calls back, on the watching thread, after each change. Dispose it to be called no more.</summary>
    /// <param name="changed">It must neither throw nor wait for the network.</param>
    public IDisposable Subscribe(Action changed)
    {
        var subscription = new Subscription(this, changed);
        lock (_lock)
        {
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    /// <summary>Ends the watching. That of the process is never disposed.</summary>
    public void Dispose()
    {
        _stopping = true;
        ulong one = 1;
        _ = Write(_stopDescriptor, &one, sizeof(ulong));
    }

    private static InterfaceTable Look()
    {
        var table = InterfaceTable.Read();
        table.RememberNames();
        return table;
    }

    private void Run()
    {
        var buffer = (byte*)NativeMemory.Alloc(MessageBytes);
        try
        {
            while (Await(-1))
            {
                do
                {
                    // What a message says does not matter: everything is looked at anew. Lost ones (ENOBUFS) are a change as well.
                    while (Receive(_descriptor, buffer, MessageBytes, MsgDontWait) > 0) { }
                } while (Await(SettleMilliseconds));

                if (_stopping)
                {
                    return;
                }

                _current = Look();
                Tell();
            }
        }
        finally
        {
            NativeMemory.Free(buffer);
            _ = Close(_descriptor);
            _ = Close(_stopDescriptor);
        }
    }

    /// <summary>Waits for the kernel's next message.</summary>
    /// <returns>Whether there is one; not at the stop.</returns>
    private bool Await(int milliseconds)
    {
        var descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new() { Descriptor = _descriptor, Events = PollIn };
        descriptors[1] = new() { Descriptor = _stopDescriptor, Events = PollIn };
        int ready;
        do
        {
            ready = Poll(descriptors, 2, milliseconds);
        } while (ready < 0 && Marshal.GetLastPInvokeError() == Errno.Interrupted);

        return ready > 0 && !_stopping;
    }

    private void Tell()
    {
        Subscription[] all;
        lock (_lock)
        {
            all = [.. _subscriptions];
        }

        foreach (var one in all)
        {
            one.Changed();
        }
    }

    private sealed class Subscription(InterfaceWatch watch, Action changed) : IDisposable
    {
        public Action Changed => changed;

        public void Dispose()
        {
            lock (watch._lock)
            {
                watch._subscriptions.Remove(this);
            }
        }
    }
}
