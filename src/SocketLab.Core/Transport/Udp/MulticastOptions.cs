using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using SocketLab.Core.Addresses;
using SocketLab.Core.Faults;
using SocketLab.Core.Transport.Linux;

namespace SocketLab.Core.Transport.Udp;

/// <summary>The calls that join a group and leave it, on a socket that is borrowed.</summary>
internal sealed class MulticastOptions(Socket socket)
{
    /// <summary>Joins.</summary>
    /// <exception cref="NetworkException">The system refused.</exception>
    public void Join(MulticastGroup group, LocalInterface on) => Set(group, on, join: true);

    /// <summary>Leaves; where the interface is gone, it took the membership along.</summary>
    public void Leave(MulticastGroup group, LocalInterface on)
    {
        try
        {
            Set(group, on, join: false);
        }
        catch (NetworkException)
        {
            // The interface is gone.
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
