namespace SocketLab.Web.ViewState.References;

/// <content>The Linux manual.</content>
public static partial class ReadingList
{
    /// <summary>bind(2): give a socket its address.</summary>
    public static readonly Reference Bind = Reference.Man(
        "bind",
        2,
        "Give a socket its address",
        "How a program gets an address and a port, and the errors when it cannot."
    );

    /// <summary>listen(2): wait for connections.</summary>
    public static readonly Reference Listen = Reference.Man(
        "listen",
        2,
        "Wait for connections",
        "How a stream socket begins to accept, and what the backlog counts."
    );

    /// <summary>connect(2): open a connection.</summary>
    public static readonly Reference Connect = Reference.Man(
        "connect",
        2,
        "Open a connection",
        "How a socket gets its peer, and the errors when nobody answers."
    );

    /// <summary>accept(2): take a connection that waits.</summary>
    public static readonly Reference Accept = Reference.Man(
        "accept",
        2,
        "Take a connection that waits",
        "How a listener gets a socket for each peer, and which errors it has to outlive."
    );

    /// <summary>send(2): send on a socket.</summary>
    public static readonly Reference Send = Reference.Man(
        "send",
        2,
        "Send on a socket",
        "What the system says when it does not take data."
    );

    /// <summary>sendmmsg(2): send many datagrams at once.</summary>
    public static readonly Reference SendMany = Reference.Man(
        "sendmmsg",
        2,
        "Send many datagrams at once",
        "How many datagrams leave with one call of the system."
    );

    /// <summary>clock_nanosleep(2): sleep until a time.</summary>
    public static readonly Reference Sleep = Reference.Man(
        "clock_nanosleep",
        2,
        "Sleep until a time",
        "How a steady rate is kept: each message has its time, and a late one does not put off the next."
    );

    /// <summary>shutdown(2): finish one direction.</summary>
    public static readonly Reference Shutdown = Reference.Man(
        "shutdown",
        2,
        "Finish one direction",
        "How a program says that it sends no more, and goes on reading."
    );

    /// <summary>close(2): give a file or socket back.</summary>
    public static readonly Reference Close = Reference.Man(
        "close",
        2,
        "Give a file or socket back",
        "What the system does when a program has done with a socket."
    );

    /// <summary>getrlimit(2): limits of a process.</summary>
    public static readonly Reference Limits = Reference.Man(
        "getrlimit",
        2,
        "Limits of a process",
        "How many files and sockets one program may have open (RLIMIT_NOFILE), and who may raise that."
    );

    /// <summary>socket(7): options of sockets.</summary>
    public static readonly Reference SocketOptions = Reference.Man(
        "socket",
        7,
        "Options of sockets",
        "Buffers, reuse of addresses and lingering. SO_RCVBUF is the room in which datagrams wait to be read."
    );

    /// <summary>tcp(7): TCP on Linux.</summary>
    public static readonly Reference TcpOptions = Reference.Man(
        "tcp",
        7,
        "TCP on Linux",
        "The options of TCP sockets, and what Linux does where the standard leaves a choice."
    );

    /// <summary>unix(7): sockets within one machine.</summary>
    public static readonly Reference Unix = Reference.Man(
        "unix",
        7,
        "Sockets within one machine",
        "Streams and datagrams between programs of one machine: names, files, and what differs from the network."
    );

    /// <summary>rtnetlink(7): news of interfaces and addresses.</summary>
    public static readonly Reference Netlink = Reference.Man(
        "rtnetlink",
        7,
        "News of interfaces and addresses",
        "How Linux tells a program that an interface came or went."
    );

    /// <summary>proc_pid_net(5): the network in /proc.</summary>
    public static readonly Reference Proc = Reference.Man(
        "proc_pid_net",
        5,
        "The network in /proc",
        "Counters of the whole machine; those of UDP stand in /proc/net/snmp."
    );

    /// <summary>Pages of the Linux manual.</summary>
    public static IReadOnlyList<Reference> Manual { get; } =
    [Bind, Listen, Connect, Accept, Send, SendMany, Sleep, Shutdown, Close, Limits, SocketOptions, TcpOptions, Unix, Netlink, Proc];
}
