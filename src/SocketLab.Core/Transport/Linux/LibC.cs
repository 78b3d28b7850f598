using System.Runtime.InteropServices;

namespace SocketLab.Core.Transport.Linux;

/// <summary>The few calls of the C library that the framework does not offer, for 64-bit Linux.</summary>
internal static unsafe partial class LibC
{
    public const int SolIp = 0,
        SolSocket = 1,
        SolIpv6 = 41;
    public const int SoReuseAddress = 2,
        SoReusePort = 15;
    public const int SoMeminfo = 55,
        SoRxqOvfl = 40,
        SoTimestampNs = 35,
        SoRcvBufForce = 33;
    public const int SolTcp = 6,
        TcpInfo = 11,
        TcpStateClose = 7;
    public const int McastJoinGroup = 42,
        McastLeaveGroup = 45,
        McastJoinSourceGroup = 46,
        McastLeaveSourceGroup = 47;
    public const int IpMulticastAll = 49,
        Ipv6MulticastAll = 29;
    public const int IpPacketInfo = 8,
        Ipv6ReceivePacketInfo = 49,
        Ipv6PacketInfo = 50;
    public const int IpRecvErr = 11,
        Ipv6RecvErr = 25;
    public const int CurrentDirectory = -100,
        DoNotFollow = 0x100;
    public const uint StatusType = 1;
    public const int MsgTrunc = 0x20,
        MsgDontWait = 0x40,
        MsgErrQueue = 0x2000;
    public const int EventCloseOnExec = 0x80000;
    public const int EpollCloseOnExec = 0x80000,
        EpollAdd = 1,
        EpollDelete = 2,
        EpollModify = 3;
    public const uint EpollIn = 1,
        EpollUrgent = 2,
        EpollHangUp = 16;
    public const short PollIn = 1,
        PollOut = 4,
        PollErr = 8;
    public const int SolUdp = 17,
        UdpSegment = 103;
    public const int ClockMonotonic = 1,
        TimerAbsolute = 1,
        SetTimerSlack = 29;

    private const string Library = "libc";

    /// <summary>Whether these calls work in this process.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>socket(2)</summary>
    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    public static partial int OpenSocket(int family, int type, int protocol);

    /// <summary>bind(2)</summary>
    [LibraryImport(Library, EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(int socket, void* address, int length);

    /// <summary>recv(2)</summary>
    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* buffer, nuint length, int flags);

    /// <summary>recvmmsg(2)</summary>
    [LibraryImport(Library, EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(int socket, MessageHeaderMany* messages, uint count, int flags, void* timeout);

    /// <summary>recvmsg(2)</summary>
    [LibraryImport(Library, EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint Receive(int socket, MessageHeader* message, int flags);

    /// <summary>sendmmsg(2)</summary>
    [LibraryImport(Library, EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(int socket, MessageHeaderMany* messages, uint count, int flags);

    /// <summary>sendmsg(2)</summary>
    [LibraryImport(Library, EntryPoint = "sendmsg", SetLastError = true)]
    public static partial nint Send(int socket, MessageHeader* message, int flags);

    /// <summary>clock_nanosleep(2); returns the error number itself.</summary>
    [LibraryImport(Library, EntryPoint = "clock_nanosleep")]
    public static partial int SleepOnClock(int clock, int flags, TimeSpec* request, TimeSpec* remaining);

    /// <summary>prctl(2)</summary>
    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ThreadControl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    /// <summary>poll(2)</summary>
    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nuint count, int timeoutMilliseconds);

    /// <summary>ppoll(2)</summary>
    [LibraryImport(Library, EntryPoint = "ppoll", SetLastError = true)]
    public static partial int PollPrecisely(PollDescriptor* descriptors, nuint count, TimeSpec* timeout, void* signals);

    /// <summary>eventfd(2)</summary>
    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial int EventDescriptor(uint initial, int flags);

    /// <summary>epoll_create1(2)</summary>
    [LibraryImport(Library, EntryPoint = "epoll_create1", SetLastError = true)]
    public static partial int EpollCreate(int flags);

    /// <summary>epoll_ctl(2)</summary>
    [LibraryImport(Library, EntryPoint = "epoll_ctl", SetLastError = true)]
    public static partial int EpollControl(int epoll, int operation, int descriptor, byte* wanted);

    /// <summary>epoll_wait(2)</summary>
    [LibraryImport(Library, EntryPoint = "epoll_wait", SetLastError = true)]
    public static partial int EpollWait(int epoll, byte* events, int most, int timeoutMilliseconds);

    /// <summary>
    /// setpriority(2): on Linux that of the calling thread, where <paramref name="which"/> and <paramref name="who"/> are 0.
    /// </summary>
    [LibraryImport(Library, EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, uint who, int nice);

    /// <summary>sockatmark(3)</summary>
    [LibraryImport(Library, EntryPoint = "sockatmark", SetLastError = true)]
    public static partial int IsAtMark(int socket);

    /// <summary>read(2)</summary>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, void* bytes, nuint count);

    /// <summary>write(2)</summary>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, void* bytes, nuint count);

    /// <summary>statx(2), whose struct is the same on all processors.</summary>
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int FileStatus(int directory, string path, int flags, uint mask, byte* status);

    /// <summary>close(2)</summary>
    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    /// <summary>struct pollfd</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

    /// <summary>struct iovec</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct IoVector
    {
        public void* Base;
        public nuint Length;
    }

    /// <summary>struct msghdr</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public IoVector* Vectors;
        public nuint VectorCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary>struct mmsghdr</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeaderMany
    {
        public MessageHeader Header;
        public uint Length;
    }

    /// <summary>Ends the process at once: no handler runs, and no thread is waited for (_exit(2)).</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Exit(int code);

    /// <summary>struct cmsghdr</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ControlHeader
    {
        public nuint Length;
        public int Level;
        public int Type;
    }

    /// <summary>struct timespec</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>struct sock_extended_err: what the error queue says (ip(7)).</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct ExtendedError
    {
        public uint Error;
        public byte Origin;
        public byte Type;
        public byte Code;
        public byte Padding;
        public uint Info;
        public uint Data;
    }
}
