using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using SocketLab.Core.Addresses;
using SocketLab.Core.Numbers;

namespace SocketLab.Core.Transport.Linux;

/// <summary>Finds the programs of this machine at the other side of sockets, all that are wanted in one walk of proc(5).</summary>
/// <remarks>
/// The kernel's tables are text, and long where there are many connections: so the lines that are wanted are written as the kernel writes
/// them, and looked for as text.
/// </remarks>
internal sealed class SocketLookup
{
    private readonly Dictionary<string, List<(int Peer, int Rank)>> _lines = [];
    private readonly (string Inode, int Rank)?[] _found;

    private SocketLookup(int count) => _found = new (string, int)?[count];

    /// <summary>The programs, in the order in which they were asked for; null where the system does not tell.</summary>
    public static PeerProgram?[] Find(IReadOnlyList<WantedPeer> wanted)
    {
        var programs = new PeerProgram?[wanted.Count];
        try
        {
            var lookup = new SocketLookup(wanted.Count);
            foreach (var udp in wanted.Select(one => one.IsUdp).Distinct())
            {
                lookup.Read(wanted, udp, isV6: false);
                lookup.Read(wanted, udp, isV6: true);
            }

            var owners = lookup._found.Select(found => found?.Inode).OfType<string>().ToHashSet();
            var known = new Dictionary<string, PeerProgram?>();
            foreach (var (process, inode) in ProcessSockets.Find(owners))
            {
                known.TryAdd(inode, Of(process));
                if (known.Count == owners.Count)
                {
                    break;
                }
            }

            for (var i = 0; i < programs.Length; i++)
            {
                programs[i] = lookup._found[i] is { } found ? known.GetValueOrDefault(found.Inode) : null;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is none of our business.
        }

        return programs;
    }

    /// <summary>
    /// Whether the other side can be a program of this machine: one that has our own address. The system gives that to whoever connects to
    /// it from here.
    /// </summary>
    public static bool CanBeHere(WantedPeer one)
    {
        if (one.Peer is not ({ IsV4: true } or { IsV6: true }) || !OperatingSystem.IsLinux())
        {
            return false;
        }

        var address = one.Peer.ToIPEndPoint().Address;
        try
        {
            return one.Peer.WithPort(0) == one.Ours.WithPort(0)
                || IPAddress.IsLoopback(address)
                || (one.Ours.IsNone && NetworkInterfaces.IsOwn(address));
        }
        catch (NetworkInformationException)
        {
            // The system does not say which addresses are its own.
            return false;
        }
    }

    private static PeerProgram? Of(string process)
    {
        try
        {
            return WholeNumber.TryRead<int>(Path.GetFileName(process), out var id) ? new(ProcessSockets.NameOf(process), id) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private void Read(IReadOnlyList<WantedPeer> wanted, bool udp, bool isV6)
    {
        _lines.Clear();
        for (var i = 0; i < wanted.Count; i++)
        {
            if (wanted[i].IsUdp == udp && (isV6 || wanted[i].Peer.IsV4))
            {
                LookFor(i, wanted[i], isV6);
            }
        }

        var table = $"/proc/net/{(udp ? "udp" : "tcp")}{(isV6 ? "6" : "")}";
        if (_lines.Count > 0 && File.Exists(table))
        {
            Search(table);
        }
    }

    /// <summary>
    /// A connection is one line, but nobody's until its listener accepts it: then it is the listener's. A socket for datagrams may be bound
    /// to all addresses, and be connected or not.
    /// </summary>
    private void LookFor(int peer, WantedPeer one, bool isV6)
    {
        var (theirs, ours) = (Write(one.Peer, isV6), one.Ours.IsNone ? null : Write(one.Ours, isV6));
        if (ours is not null)
        {
            Add($"{theirs} {ours}", peer, rank: 0);
        }

        var none = Write(null, 0, isV6);
        Add($"{theirs} {none}", peer, rank: 1);
        Add($"{Write(null, one.Peer.Port, isV6)} {none}", peer, rank: 2);
    }

    private void Add(string line, int peer, int rank)
    {
        if (!_lines.TryGetValue(line, out var peers))
        {
            _lines.Add(line, peers = []);
        }

        peers.Add((peer, rank));
    }

    private void Search(string table)
    {
        const int inodeColumn = 9;
        var lines = _lines.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var line in File.ReadLines(table))
        {
            var start = line.IndexOf(": ", StringComparison.Ordinal) + 2;
            var remote = start < 2 ? -1 : line.IndexOf(' ', start) + 1;
            var end = remote <= 0 ? -1 : line.IndexOf(' ', remote);
            if (end > 0 && lines.TryGetValue(line.AsSpan(start, end - start), out var peers))
            {
                var inode = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[inodeColumn];
                foreach (var (peer, rank) in peers)
                {
                    // Where no program has it yet, or any more, its number is 0.
                    _found[peer] = inode != "0" && (_found[peer] is not { } before || rank < before.Rank) ? (inode, rank) : _found[peer];
                }
            }
        }
    }

    private static string Write(PeerAddress address, bool isV6)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.CopyAddressTo(bytes);
        return Write(new IPAddress(bytes[..(address.IsV4 ? 4 : 16)]), address.Port, isV6);
    }

    /// <summary>Words of 32 bits in the machine's own order, and the port; all addresses where none is given.</summary>
    private static string Write(IPAddress? address, int port, bool isV6)
    {
        var known = address ?? (isV6 ? IPAddress.IPv6Any : IPAddress.Any);
        var bytes = (isV6 && known.AddressFamily == AddressFamily.InterNetwork ? known.MapToIPv6() : known).GetAddressBytes();
        var words = Enumerable.Range(0, bytes.Length / sizeof(uint)).Select(i => BitConverter.ToUInt32(bytes, i * sizeof(uint)));
        return string.Create(CultureInfo.InvariantCulture, $"{string.Concat(words.Select(word => $"{word:X8}"))}:{port:X4}");
    }
}
