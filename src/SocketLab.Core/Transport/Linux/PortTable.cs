using System.Globalization;
using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport.Linux;

/// <summary>One socket that is on a port.</summary>
/// <param name="Inode">Its number; null where no program has it any more, and the system keeps it.</param>
/// <param name="IsListening">Whether it waits for connections.</param>
/// <param name="Left">How long the system keeps it still, where it does in TIME-WAIT.</param>
internal sealed record PortSocket(string? Inode, bool IsListening, TimeSpan? Left);

/// <summary>The sockets on a port, as proc(5) lists them.</summary>
internal static class PortTable
{
    private const string Listening = "0A",
        TimeWaitTimer = "03";

    /// <summary>The unit of times that the kernel tells programs (USER_HZ, times(2)).</summary>
    private const int TicksPerSecond = 100;

    /// <summary>Those whose address cannot be had beside <paramref name="target"/>: the same one, or one that stands for all.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static IReadOnlyList<PortSocket> Read(bool udp, IPEndPoint target)
    {
        var suffix = $":{target.Port.ToString("X4", CultureInfo.InvariantCulture)}";
        string[] tables = udp ? ["/proc/net/udp", "/proc/net/udp6"] : ["/proc/net/tcp", "/proc/net/tcp6"];
        return
        [
            .. tables
                .Where(File.Exists)
                .SelectMany(table => File.ReadLines(table).Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(columns => columns.Length > Column.Inode && columns[Column.Local].EndsWith(suffix, StringComparison.Ordinal))
                .Where(columns => IsInTheWay(columns[Column.Local][..^suffix.Length], target.Address))
                .Select(columns => Parse(columns, udp)),
        ];
    }

    private static PortSocket Parse(string[] columns, bool udp)
    {
        var timer = columns[Column.Timer].Split(':');
        _ = WholeNumber.TryReadHex<long>(timer[1], out var ticks);
        return new PortSocket(
            columns[Column.Inode] == "0" ? null : columns[Column.Inode],
            !udp && columns[Column.State] == Listening,
            timer[0] == TimeWaitTimer ? TimeSpan.FromSeconds((double)ticks / TicksPerSecond) : null
        );
    }

    private static bool IsInTheWay(string hex, IPAddress wanted)
    {
        var (has, wants) = (Address(hex), wanted.ToComparable());
        return has.Equals(wants) || StandsFor(has, wants) || StandsFor(wants, has);
    }

    /// <summary>Whether it stands for all addresses and so for <paramref name="one"/>; IPv6's is for IPv4 too.</summary>
    private static bool StandsFor(IPAddress all, IPAddress one) =>
        all.IsUnspecified() && (all.AddressFamily == AddressFamily.InterNetworkV6 || one.AddressFamily == AddressFamily.InterNetwork);

    /// <summary>Words of 32 bits in the machine's own order.</summary>
    private static IPAddress Address(string hex)
    {
        var bytes = new byte[hex.Length / 2];
        for (var at = 0; at < bytes.Length; at += sizeof(uint))
        {
            _ = WholeNumber.TryReadHex<uint>(hex.AsSpan(2 * at, 2 * sizeof(uint)), out var word);
            BitConverter.TryWriteBytes(bytes.AsSpan(at), word);
        }

        return new IPAddress(bytes).Unmapped();
    }

    private static class Column
    {
        public const int Local = 1,
            State = 3,
            Timer = 5,
            Inode = 9;
    }
}
