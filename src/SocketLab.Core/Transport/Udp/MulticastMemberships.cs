using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The groups that one socket is a member of. They end with the socket. Used under the transport's lock.</summary>
internal sealed class MulticastMemberships(Socket socket, EntryJournal journal)
{
    private readonly Dictionary<MulticastGroup, LocalInterface> _joined = [];

    /// <summary>Joins and leaves, so that the socket is a member of exactly these.</summary>
    /// <param name="requested">The groups.</param>
    /// <param name="defaultInterface">Finds where to join those that name no interface. Asked only when one is to be joined: the interface
    /// may be gone, and everything else can change all the same.</param>
    /// <exception cref="NetworkException">One could not be joined; then nothing has changed.</exception>
    public void Change(IReadOnlyList<MulticastGroup> requested, Func<LocalInterface> defaultInterface)
    {
        List<(MulticastGroup Group, LocalInterface Interface)> joined = [];
        try
        {
            foreach (var group in requested.Where(group => !_joined.ContainsKey(group)))
            {
                var on = group.Interface is { } name ? LocalInterface.Find(name) : defaultInterface();
                Set(group, on, join: true);
                joined.Add((group, on));
            }
        }
        catch (NetworkException)
        {
            joined.ForEach(one => Leave(one.Group, one.Interface));
            throw;
        }

        var left = _joined.Where(one => !requested.Contains(one.Key)).ToList();
        foreach (var (group, on) in joined)
        {
            _joined.Add(group, on);
        }

        foreach (var (group, on) in left)
        {
            _joined.Remove(group);
            Leave(group, on);
            journal.AddEvent(UdpJournal.MulticastLeft(group, on));
        }

        foreach (var (group, on) in joined)
        {
            journal.AddEvent(UdpJournal.MulticastJoined(group, on));
        }
    }

    private void Leave(MulticastGroup group, LocalInterface on)
    {
        try
        {
            Set(group, on, join: false);
        }
        catch (NetworkException)
        {
            // The interface is gone, and took the membership along.
        }
    }

    private void Set(MulticastGroup group, LocalInterface on, bool join)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                SetLinux(group, on.Index, join);
            }
            else
            {
                SetPortable(group, on.Index, join);
            }
        }
        catch (SocketException error)
        {
            throw new NetworkException(SocketFaults.OfMembership(error, group, on.Name), error);
        }
    }

    /// <summary>The protocol-independent calls (RFC 3678, 5.1): struct group_req, or group_source_req with the source behind it.</summary>
    private void SetLinux(MulticastGroup group, int index, bool join)
    {
        const int addressBytes = 128;
        Span<byte> request = stackalloc byte[8 + (2 * addressBytes)];
        request.Clear();
        MemoryMarshal.Write(request, index);
        Write(group.Address, request[8..]);
        if (group.Source is { } source)
        {
            Write(source, request[(8 + addressBytes)..]);
        }

        var option = (group.Source, join) switch
        {
            (null, true) => LibC.McastJoinGroup,
            (null, false) => LibC.McastLeaveGroup,
            (_, true) => LibC.McastJoinSourceGroup,
            (_, false) => LibC.McastLeaveSourceGroup,
        };
        socket.SetRawSocketOption(
            group.Address.AddressFamily == AddressFamily.InterNetwork ? LibC.SolIp : LibC.SolIpv6,
            option,
            group.Source is null ? request[..(8 + addressBytes)] : request
        );
    }

    private void SetPortable(MulticastGroup group, int index, bool join)
    {
        if (group.Source is not null)
        {
            throw new NetworkException(AddressFaults.NoSourceChoice(group.Address.ToString()));
        }

        var option = join ? SocketOptionName.AddMembership : SocketOptionName.DropMembership;
        if (group.Address.AddressFamily == AddressFamily.InterNetwork)
        {
            socket.SetSocketOption(SocketOptionLevel.IP, option, new MulticastOption(group.Address, index));
        }
        else
        {
            socket.SetSocketOption(SocketOptionLevel.IPv6, option, new IPv6MulticastOption(group.Address, index));
        }
    }

    private static void Write(IPAddress address, Span<byte> sockaddr)
    {
        const ushort afInet = 2,
            afInet6 = 10;
        var isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        MemoryMarshal.Write(sockaddr, isV4 ? afInet : afInet6);
        address.TryWriteBytes(sockaddr[(isV4 ? 4 : 8)..], out _);
    }
}
