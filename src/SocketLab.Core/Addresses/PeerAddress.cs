using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SocketLab.Core.Addresses;

/// <summary>
/// An IP address and port, or the number of a Unix socket's name, in 24 bytes, without an object: part of every entry's header.
/// </summary>
/// <remarks>
/// IPv4-mapped IPv6 addresses (RFC 4291, 2.5.5.2) become IPv4 here, so that a peer looks the same on every kind of socket.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct PeerAddress : IEquatable<PeerAddress>
{
    private const ulong MappedPrefix = 0xFFFF;

    private readonly ulong _high;
    private readonly ulong _low;
    private readonly uint _scope;
    private readonly ushort _port;
    private readonly Family _family;

    private PeerAddress(Family family, ulong high, ulong low, uint scope, int port)
    {
        if (family == Family.V6 && high == 0 && low >> 32 == MappedPrefix)
        {
            (family, low) = (Family.V4, low & uint.MaxValue);
        }

        (_family, _high, _low, _scope, _port) = (family, high, low, scope, (ushort)port);
    }

    private enum Family : byte
    {
        None,
        V4,
        V6,
        Unix,
    }

    /// <summary>No peer: an entry that concerns the endpoint itself.</summary>
    public static PeerAddress None => default;

    /// <summary>Whether there is no peer.</summary>
    public bool IsNone => _family == Family.None;

    /// <summary>The port, 0 to 65,535.</summary>
    public int Port => _port;

    /// <summary>Whether it is an IPv4 address, also one that came inside IPv6.</summary>
    public bool IsV4 => _family == Family.V4;

    /// <summary>Whether it is an IPv6 address.</summary>
    public bool IsV6 => _family == Family.V6;

    /// <summary>Whether it is a Unix socket, which has no port.</summary>
    public bool IsUnix => _family == Family.Unix;

    /// <summary>Whether it is a Unix socket without a name, which nobody can send to.</summary>
    public bool IsUnnamed => IsUnix && UnixNames.NameOf((uint)_low).Length == 0;

    /// <summary>
    /// The address as text, such as <c>127.0.0.1</c>, <c>fe80::1%2</c> or <c>unix:lab.sock</c>; empty for <see cref="None"/>.
    /// </summary>
    public string Address =>
        IsNone ? ""
        : IsUnix ? UnixAddress.Scheme + UnixNames.NameOf((uint)_low)
        : ToIPAddress().ToString();

    /// <summary>Packs any address that an endpoint can have.</summary>
    public static PeerAddress From(EndPoint endPoint) => endPoint is UnixAddress unix ? FromUnix(unix.Name) : From((IPEndPoint)endPoint);

    /// <summary>Packs the name of a Unix socket; empty for a socket without one.</summary>
    public static PeerAddress FromUnix(string name) => new(Family.Unix, 0, UnixNames.NumberOf(name), 0, 0);

    /// <summary>Packs an address of the framework.</summary>
    public static PeerAddress From(IPEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        endPoint.Address.TryWriteBytes(bytes, out var written);
        return written == 4
            ? new(Family.V4, 0, BinaryPrimitives.ReadUInt32BigEndian(bytes), 0, endPoint.Port)
            : FromV6(bytes, (uint)endPoint.Address.ScopeId, endPoint.Port);
    }

    /// <summary>Packs the bytes of an address in network order: 4 of IPv4, or 16 of IPv6.</summary>
    public static PeerAddress FromBytes(ReadOnlySpan<byte> address, int port) =>
        address.Length == 4 ? new(Family.V4, 0, BinaryPrimitives.ReadUInt32BigEndian(address), 0, port) : FromV6(address, 0, port);

    /// <summary>Packs a <c>sockaddr_in</c> or <c>sockaddr_in6</c> as Linux lays them out (ip(7), ipv6(7)).</summary>
    public static PeerAddress FromSockaddr(ReadOnlySpan<byte> sockaddr)
    {
        const ushort afInet = 2,
            afInet6 = 10;
        var port = BinaryPrimitives.ReadUInt16BigEndian(sockaddr[2..]);
        return MemoryMarshal.Read<ushort>(sockaddr) switch
        {
            afInet => new(Family.V4, 0, BinaryPrimitives.ReadUInt32BigEndian(sockaddr[4..]), 0, port),
            afInet6 => FromV6(sockaddr[8..], MemoryMarshal.Read<uint>(sockaddr[24..]), port),
            _ => None,
        };
    }

    /// <summary>Writes the address's bytes in network order: 4 of IPv4, 16 of IPv6.</summary>
    /// <returns>How many bytes those are; 0 for a Unix socket and for none.</returns>
    public int CopyAddressTo(Span<byte> to)
    {
        switch (_family)
        {
            case Family.V4:
                BinaryPrimitives.WriteUInt32BigEndian(to, (uint)_low);
                return 4;
            case Family.V6:
                BinaryPrimitives.WriteUInt64BigEndian(to, _high);
                BinaryPrimitives.WriteUInt64BigEndian(to[8..], _low);
                return 16;
            default:
                return 0;
        }
    }

    /// <summary>Whether it names the link on which it means something (RFC 4007).</summary>
    public bool HasZone => _scope != 0;

    /// <summary>The same address with another port.</summary>
    public PeerAddress WithPort(int port) => new(_family, _high, _low, _scope, port);

    /// <summary>The same without the link.</summary>
    public PeerAddress WithoutZone() => new(_family, _high, _low, 0, _port);

    /// <summary>The framework's form of the address.</summary>
    public IPEndPoint ToIPEndPoint() => new(ToIPAddress(), _port);

    /// <summary>The framework's form of the address, mapped into IPv6 where a dual-stack socket needs it so.</summary>
    public IPEndPoint ToIPEndPoint(AddressFamily family) =>
        family == AddressFamily.InterNetworkV6 && _family == Family.V4 ? new(ToIPAddress().MapToIPv6(), _port) : ToIPEndPoint();

    /// <summary>Whether the first bits of the address are those of another one of the same family; ports are not looked at.</summary>
    /// <param name="network">The other address; its link counts where it names one.</param>
    /// <param name="prefix">How many bits are compared.</param>
    public bool IsWithin(PeerAddress network, int prefix)
    {
        var mask = prefix == 0 ? default : UInt128.MaxValue << (_family == Family.V4 ? 32 : 128) - prefix;
        return _family == network._family
            && ((new UInt128(_high, _low) ^ new UInt128(network._high, network._low)) & mask) == 0
            && (network._scope == 0 || _scope == network._scope);
    }

    /// <inheritdoc/>
    public bool Equals(PeerAddress other) =>
        _low == other._low && _high == other._high && _port == other._port && _family == other._family && _scope == other._scope;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PeerAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_low, _high, _port, _scope);

    /// <inheritdoc/>
    public override string ToString() => IsNone || IsUnix ? Address : HostPort.Format(Address, _port);

    /// <summary>Compares family, address, scope and port.</summary>
    public static bool operator ==(PeerAddress left, PeerAddress right) => left.Equals(right);

    /// <summary>Compares family, address, scope and port.</summary>
    public static bool operator !=(PeerAddress left, PeerAddress right) => !left.Equals(right);

    private static PeerAddress FromV6(ReadOnlySpan<byte> bytes, uint scope, int port) =>
        new(Family.V6, BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), scope, port);

    private IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        return CopyAddressTo(bytes) switch
        {
            4 => new IPAddress(bytes[..4]),
            16 => new IPAddress(bytes, _scope),
            _ => IPAddress.None,
        };
    }
}
