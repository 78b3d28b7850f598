using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;
using static SocketLab.Core.Transport.Linux.LibC;

namespace SocketLab.Core.Transport.Tcp;

/// <summary>Waits with one thread for data on many connections, by epoll(7), and lets each that has some read a little in turn.</summary>
/// <remarks>
/// Data is read where the wait ends, with no hop to the thread pool: that hop cost more than the reading, and it stops when the pool is
/// starved.
/// An idle connection costs an entry in a table and nothing else. The pollers belong to the process and end with it, like the framework's
/// own.
/// </remarks>
internal sealed unsafe class StreamPoller
{
    private const int EventsAtOnce = 64;
    private const int MaxPollers = 4;

    private static readonly Lock Gate = new();
    private static readonly StreamPoller?[] All = new StreamPoller?[Math.Clamp(Environment.ProcessorCount / 2, 1, MaxPollers)];
    private static uint _turn;

    private readonly ConcurrentDictionary<long, IReadable> _readers = new();
    private readonly int _epoll;

    private StreamPoller()
    {
        _epoll = EpollCreate(EpollCloseOnExec);
        if (_epoll < 0)
        {
            throw Errno.ToException(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>What reads when there is something to read.</summary>
    internal interface IReadable
    {
        /// <summary>Reads a little, without waiting, and never throws.</summary>
        /// <param name="hungUp">Whether the system says that both directions are over (EPOLLHUP).</param>
        /// <param name="urgent">Whether there is a byte that the peer marked as urgent (EPOLLPRI).</param>
        void OnReadable(bool hungUp, bool urgent);
    }

    /// <summary>Whether this system has it; where it has not, reads wait on the framework.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>The poller whose turn it is to take a connection.</summary>
    /// <exception cref="SocketException">The system has no descriptor left for it.</exception>
    public static StreamPoller Next()
    {
        lock (Gate)
        {
            ref var poller = ref All[_turn++ % All.Length];
            if (poller is null)
            {
                var fresh = new StreamPoller();
                new Thread(fresh.Run) { IsBackground = true, Name = "TCP receive" }.UnsafeStart();
                poller = fresh;
            }

            return poller;
        }
    }

    /// <summary>
    /// Calls <paramref name="reader"/> whenever there is data, the end or an error on the socket, until <see cref="Remove"/>.
    /// </summary>
    public void Add(Socket socket, ConnectionId id, IReadable reader)
    {
        _readers[id.Value] = reader;
        if (Control(EpollAdd, socket, id, EpollIn | EpollUrgent) < 0)
        {
            _readers.TryRemove(id.Value, out _);
            throw Errno.ToException(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>
    /// Calls the reader for errors and the end of both directions only, which the system always tells: what comes stays in the system's
    /// buffer, its window closes, and TCP itself holds the peer back.
    /// </summary>
    public void Pause(Socket socket, ConnectionId id) => Change(socket, id, 0);

    /// <summary>Calls the reader for data again, also for what waits already.</summary>
    public void Resume(Socket socket, ConnectionId id) => Change(socket, id, EpollIn | EpollUrgent);

    /// <summary>
    /// Stops calling the reader. A call that is under way may still end afterwards; the caller's own lock keeps it from a socket that is
    /// closed.
    /// </summary>
    public void Remove(Socket socket, ConnectionId id)
    {
        if (_readers.TryRemove(id.Value, out _) && !socket.SafeHandle.IsClosed)
        {
            _ = EpollControl(_epoll, EpollDelete, (int)socket.Handle, null);
        }
    }

    private void Change(Socket socket, ConnectionId id, uint events)
    {
        if (_readers.ContainsKey(id.Value) && !socket.SafeHandle.IsClosed)
        {
            _ = Control(EpollModify, socket, id, events);
        }
    }

    private int Control(int operation, Socket socket, ConnectionId id, uint events)
    {
        var wanted = stackalloc byte[EpollEvent.LargestSize];
        EpollEvent.Write(wanted, events, id.Value);
        return EpollControl(_epoll, operation, (int)socket.Handle, wanted);
    }

    private void Run()
    {
        var events = stackalloc byte[EventsAtOnce * EpollEvent.LargestSize];
        while (true)
        {
            // A signal may end the wait early: then there is nothing, and it waits again.
            var count = EpollWait(_epoll, events, EventsAtOnce, -1);
            for (var i = 0; i < count; i++)
            {
                if (_readers.TryGetValue(EpollEvent.ReadData(events, i), out var reader))
                {
                    var which = EpollEvent.ReadEvents(events, i);
                    reader.OnReadable((which & EpollHangUp) != 0, (which & EpollUrgent) != 0);
                }
            }
        }
    }
}
