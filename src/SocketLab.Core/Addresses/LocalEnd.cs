using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace SocketLab.Core.Addresses;

/// <summary>
/// This machine's end of a datagram, in 16 bytes and without an object: the address that it was sent to or left from, the port, and the
/// number of the interface.
/// </summary>
/// <remarks>IPv4 inside IPv6 (RFC 4291, 2.5.5.2) becomes IPv4 here, as in <see cref="PeerAddress"/>.</remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly struct LocalEnd : IEquatable<LocalEnd>
{
    /// <summary>IPv4 as the number that it is; IPv6 as its number in <see cref="IPv6Numbers"/>.</summary>
    private readonly ulong _address;
    private readonly int _interface;
    private readonly ushort _port;
    private readonly Kind _kind;
    private readonly bool _isShared;

    private LocalEnd(Kind kind, ulong address, int port, int on, bool isShared) =>
        (_kind, _address, _port, _interface, _isShared) = (kind, address, (ushort)port, on, isShared);

    private enum Kind : byte
    {
        None,
        V4,
        V6,
    }

    /// <summary>Nobody knows.</summary>
    public static LocalEnd None => default;

    /// <summary>Whether nobody knows.</summary>
    public bool IsNone => _kind == Kind.None;

    /// <summary>The port, 0 to 65,535.</summary>
    public int Port => _port;

    /// <summary>The number of the interface that it came or went by; 0 where nobody knows.</summary>
    public int Interface => _interface;

    /// <summary>Whether the address is a group's or a broadcast address, which no answer can leave from.</summary>
    public bool IsShared => _isShared;

    /// <summary>The address; only where it is known.</summary>
    public IPAddress Address
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            if (_kind == Kind.V6)
            {
                var (high, low) = IPv6Numbers.AddressOf((uint)_address);
                BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
                BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
                var address = new IPAddress(bytes);
                return AddressScope.NeedsZone(address) ? new IPAddress(bytes, (uint)_interface) : address;
            }

            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_address);
            return new IPAddress(bytes[..4]);
        }
    }

    /// <summary>The address and port alone, in the form in which entries have the other side's.</summary>
    public PeerAddress ToPeerAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        switch (_kind)
        {
            case Kind.V4:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_address);
                return PeerAddress.FromBytes(bytes[..4], _port);
            case Kind.V6:
                var (high, low) = IPv6Numbers.AddressOf((uint)_address);
                BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
                BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], low);
                return PeerAddress.FromBytes(bytes, _port);
            default:
                return PeerAddress.None;
        }
    }

    /// <summary>Packs an IPv4 address, as the number that its four bytes are in network order.</summary>
    public static LocalEnd FromV4(uint address, int port, int on, bool isShared) => new(Kind.V4, address, port, on, isShared);

    /// <summary>Packs an IPv6 address, as the two numbers that its bytes are in network order.</summary>
    /// <returns><see cref="None"/> where so many addresses were seen that no more are remembered.</returns>
    public static LocalEnd FromV6(ulong high, ulong low, int port, int on, bool isShared) =>
        IPv6Numbers.NumberOf(high, low) is { } number ? new(Kind.V6, number, port, on, isShared) : None;

    /// <summary>Packs where a socket is bound. An address that stands for all of a machine's says nothing.</summary>
    public static LocalEnd From(IPEndPoint bound)
    {
        var address = bound.Address.Unmapped();
        var zone = address.AddressFamily == AddressFamily.InterNetworkV6 ? (int)address.ScopeId : 0;
        return address.IsUnspecified() ? None : From(bound, zone, MulticastGroup.IsGroup(address));
    }

    /// <summary>Packs an address and port that no interface is known of.</summary>
    public static LocalEnd From(PeerAddress end)
    {
        Span<byte> bytes = stackalloc byte[16];
        return end.CopyAddressTo(bytes) switch
        {
            4 => FromV4(BinaryPrimitives.ReadUInt32BigEndian(bytes), end.Port, 0, false),
            16 => FromV6(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), end.Port, 0, false),
            _ => None,
        };
    }

    /// <summary>Packs an address and port of the framework.</summary>
    public static LocalEnd From(IPEndPoint end, int on, bool isShared)
    {
        var address = end.Address.Unmapped();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork
            ? FromV4(BinaryPrimitives.ReadUInt32BigEndian(bytes), end.Port, on, isShared)
            : FromV6(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]), end.Port, on, isShared);
    }

    /// <inheritdoc/>
    public bool Equals(LocalEnd other) =>
        _address == other._address
        && _interface == other._interface
        && _port == other._port
        && _kind == other._kind
        && _isShared == other._isShared;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LocalEnd other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_address, _interface, _port);

    /// <inheritdoc/>
    public override string ToString() => IsNone ? "" : HostPort.Format(Address.ToString(), _port);

    /// <summary>Compares address, port and interface.</summary>
    public static bool operator ==(LocalEnd left, LocalEnd right) => left.Equals(right);

    /// <summary>Compares address, port and interface.</summary>
    public static bool operator !=(LocalEnd left, LocalEnd right) => !left.Equals(right);
}
