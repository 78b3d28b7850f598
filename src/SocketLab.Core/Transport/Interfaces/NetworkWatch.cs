using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Interfaces;

/// <summary>
/// Watches what belongs to the machine and to no socket: its network interfaces (rtnetlink(7)), and the datagrams that its kernel refuses.
/// One for the process.
/// </summary>
/// <remarks>
/// A thread of its own waits for the kernel, which sends a message for each change of an interface; several at once are one. While somebody
/// listens it also looks at the kernel's totals once a second. Where there is no netlink, as outside of Linux, the interfaces are those of
/// the start, and nothing is told.
/// </remarks>
internal sealed unsafe class NetworkWatch : IDisposable
{
    private const int StackBytes = 256 << 10,
        MessageBytes = 16 << 10;

    /// <summary>Changes come in bursts: an interface that appears gets its addresses, flags and routes one after the other.</summary>
    private const int SettleMilliseconds = 20;

    private const int SampleMilliseconds = 1000;

    private static readonly Lazy<NetworkWatch> Process = new(() => new NetworkWatch());

    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    // Opened here, and closed by the thread at its end.
    private readonly int _descriptor = -1;
    private readonly int _wakeDescriptor = -1;
    private volatile InterfaceTable _current;
    private volatile bool _stopping;

    // Under the lock: nothing is written to a descriptor that is closed, which by then may be somebody else's.
    private bool _ended;

    /// <summary>Begins to watch, in the network of the thread that calls.</summary>
    public NetworkWatch()
    {
        if (LibC.IsSupported)
        {
            _descriptor = Netlink.OpenInterfaceChanges();
            _wakeDescriptor = OpenSignal();
        }

        // Behind the opening: what changes from here on is told.
        _current = ReadInterfaces();
        if (_descriptor >= 0 && _wakeDescriptor >= 0)
        {
            new Thread(Run, StackBytes) { IsBackground = true, Name = "network" }.UnsafeStart();
        }
        else
        {
            CloseDescriptors();
        }
    }

    /// <summary>Without a descriptor nothing is watched, and everything else works.</summary>
    private static int OpenSignal()
    {
        try
        {
            return Descriptors.OpenSignal();
        }
        catch (SocketException)
        {
            return -1;
        }
    }

    /// <summary>The one of this process.</summary>
    public static NetworkWatch Shared => Process.Value;

    /// <summary>The interfaces as they are now.</summary>
    public InterfaceTable Current => _current;

    /// <summary>Calls back on the watching thread. Dispose it to be called no more.</summary>
    /// <param name="changed">Called when an interface has changed. It must neither throw nor wait for the network.</param>
    /// <param name="refused">Called with the datagrams that the kernel refused since the last call, where there are some.</param>
    public IDisposable Subscribe(Action changed, Action<RefusedDatagrams> refused)
    {
        var subscription = new Subscription(this, changed, refused) { LastTotals = RefusedDatagrams.Read() };
        lock (_lock)
        {
            _subscriptions.Add(subscription);
        }

        Wake();
        return subscription;
    }

    /// <summary>Ends the watching. That of the process is never disposed.</summary>
    public void Dispose()
    {
        _stopping = true;
        Wake();
    }

    private static InterfaceTable ReadInterfaces()
    {
        var table = InterfaceTable.Read();
        table.RememberNames();
        return table;
    }

    private void Wake()
    {
        lock (_lock)
        {
            if (!_ended)
            {
                ulong one = 1;
                _ = Write(_wakeDescriptor, &one, sizeof(ulong));
            }
        }
    }

    private void CloseDescriptors()
    {
        lock (_lock)
        {
            _ended = true;
            foreach (var descriptor in (ReadOnlySpan<int>)[_descriptor, _wakeDescriptor])
            {
                if (descriptor >= 0)
                {
                    _ = Close(descriptor);
                }
            }
        }
    }

    /// <summary>What fails in one endpoint ends neither the others nor the process, whose thread this is.</summary>
    private static void Call(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception)
        {
            // The endpoint is as it was; the next change asks again.
        }
    }

    private void Run()
    {
        var buffer = (byte*)NativeMemory.Alloc(MessageBytes);
        try
        {
            while (!_stopping)
            {
                if (WaitForChange(List().Length > 0 ? SampleMilliseconds : -1, buffer))
                {
                    // Not for ever: containers may come and go for as long as they like.
                    const int mostWaits = SampleMilliseconds / SettleMilliseconds;
                    for (var i = 0; i < mostWaits && !_stopping && WaitForChange(SettleMilliseconds, buffer); i++) { }

                    _current = ReadInterfaces();
                    Array.ForEach(List(), one => Call(one.Changed));
                }

                NotifyRefused();
            }
        }
        finally
        {
            NativeMemory.Free(buffer);
            CloseDescriptors();
        }
    }

    /// <summary>Waits for the kernel's messages, and takes them. What they say does not matter: everything is looked at anew.</summary>
    /// <returns>Whether there were some; not when the time is over or somebody woke the thread.</returns>
    private bool WaitForChange(int milliseconds, byte* buffer)
    {
        var descriptors = stackalloc PollDescriptor[2];
        descriptors[0] = new() { Descriptor = _descriptor, Events = PollIn };
        descriptors[1] = new() { Descriptor = _wakeDescriptor, Events = PollIn };
        if (Poll(descriptors, 2, milliseconds) <= 0)
        {
            return false;
        }

        if (descriptors[1].Returned != 0)
        {
            ulong count;
            _ = Read(_wakeDescriptor, &count, sizeof(ulong));
        }

        // Messages that were lost (ENOBUFS) are a change as well.
        while (descriptors[0].Returned != 0 && Receive(_descriptor, buffer, MessageBytes, MsgDontWait) > 0) { }

        return descriptors[0].Returned != 0;
    }

    private void NotifyRefused()
    {
        var all = List();
        if (all.Length == 0)
        {
            return;
        }

        var now = RefusedDatagrams.Read();
        foreach (var one in all)
        {
            var since = now.Since(one.LastTotals);
            one.LastTotals = now.AtLeast(one.LastTotals);
            if (!since.IsNone)
            {
                Call(() => one.Refused(since));
            }
        }
    }

    private Subscription[] List()
    {
        lock (_lock)
        {
            return [.. _subscriptions];
        }
    }

    private sealed class Subscription(NetworkWatch watch, Action changed, Action<RefusedDatagrams> refused) : IDisposable
    {
        public Action Changed => changed;

        public Action<RefusedDatagrams> Refused => refused;

        public RefusedDatagrams LastTotals { get; set; }

        public void Dispose()
        {
            lock (watch._lock)
            {
                watch._subscriptions.Remove(this);
            }
        }
    }
}
