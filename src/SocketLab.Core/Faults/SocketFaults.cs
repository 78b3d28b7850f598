using System.Net;
using System.Net.Sockets;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Faults;

/// <summary>The one place where socket errors are classified and explained.</summary>
public static class SocketFaults
{
    /// <summary>Explains a failed bind of <paramref name="target"/>.</summary>
    /// <param name="error">What the system said.</param>
    /// <param name="target">The address and port that were wanted.</param>
    /// <param name="owner">Who has the port, if the system tells.</param>
    public static Fault OfBind(SocketException error, IPEndPoint target, string? owner = null) =>
        error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new(
                FaultCode.AddressInUse,
                $"Port {target.Port} is already in use by {owner ?? "another program"}.",
                "Choose another port, or stop that program."
            ),
            SocketError.AccessDenied when target.Port is > 0 and < 1024 => new(
                FaultCode.AccessDenied,
                $"Port {target.Port} needs privileges.",
                "Choose a port above 1023, or run SocketLab with the right to bind low ports."
            ),
            SocketError.AddressNotAvailable => new(
                FaultCode.AddressNotAvailable,
                $"{target.Address} is not an address of this machine.",
                "Choose an address that this machine has, such as 127.0.0.1."
            ),
            SocketError.InvalidArgument when AddressFaults.LacksZone(target) => AddressFaults.NoZone(target.Address.ToString()),
            SocketError.InvalidArgument => Unexplained(error, target.ToString()),
            _ => Of(error, target.ToString()),
        };

    /// <summary>Explains a failure to connect to, send to or hear from <paramref name="target"/>.</summary>
    public static Fault Of(SocketException error, string target) =>
        error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new(
                FaultCode.AddressInUse,
                $"{target} is already in use by another program.",
                "Choose another port, or stop that program."
            ),
            SocketError.AddressNotAvailable => new(
                FaultCode.AddressNotAvailable,
                $"{target} is not an address of this machine, or no free port is left.",
                "Choose another local address, or wait until old connections have gone."
            ),
            SocketError.AccessDenied => Forbidden(target),
            SocketError.ConnectionRefused => Refused(target),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => NotFound(target),
            SocketError.HostUnreachable or SocketError.HostDown => new(
                FaultCode.HostUnreachable,
                $"{target} cannot be reached.",
                "Check the address, and that the machine is switched on and connected."
            ),
            SocketError.NetworkUnreachable or SocketError.NetworkDown => new(
                FaultCode.NetworkUnreachable,
                $"There is no route to {target}.",
                "Check this machine's network connection and the address."
            ),
            SocketError.TimedOut => TimedOut(target),
            SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Reset(target),
            SocketError.MessageSize => TooLong(null),
            SocketError.InvalidArgument when AddressFaults.LacksZone(target) => AddressFaults.NoZone(target),
            SocketError.InvalidArgument => new(
                FaultCode.NetworkUnreachable,
                $"The system sends nothing to {target} (EINVAL).",
                "One of this machine's routes may throw it away (blackhole; ip route get shows it), or a local address does not go with it."
            ),
            SocketError.TooManyOpenSockets => OutOfFiles,
            _ => Unexplained(error, target),
        };

    private static Fault Unexplained(SocketException error, string target) =>
        new(
            FaultCode.SocketError,
            $"The system refused {target}: {error.SocketErrorCode} ({error.Message}).",
            "Look the system's error name up; the log has more."
        );

    /// <summary>The process may open no more files or sockets.</summary>
    public static Fault OutOfFiles { get; } =
        new(
            FaultCode.TooManyOpenFiles,
            "SocketLab has used up its open files.",
            "Close connections or stop endpoints, or raise the limit (ulimit -n)."
        );

    /// <summary>Explains why a group could not be joined.</summary>
    /// <param name="error">What the system said.</param>
    /// <param name="group">The group.</param>
    /// <param name="on">The interface; empty for the system's choice.</param>
    public static Fault OfMembership(SocketException error, MulticastGroup group, string on) =>
        error.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new(
                FaultCode.AddressInUse,
                $"This socket is a member of {group} already.",
                "Two spellings of one group and interface are one: leave one out."
            ),
            SocketError.NoBufferSpaceAvailable => new(
                FaultCode.SocketError,
                $"The system lets one socket join no more groups than it has: {group} is one too many.",
                "Leave a group, use another endpoint, or raise net.ipv4.igmp_max_memberships."
            ),
            SocketError.InvalidArgument => new(
                FaultCode.SocketError,
                $"The system does not join {group} beside what is joined already.",
                "A group is joined either for all senders or for named ones, not both."
            ),
            _ => new(
                FaultCode.AddressNotAvailable,
                on.Length == 0 ? $"The system has no interface for {group}." : $"{group} cannot be joined on {on}: {error.Message}.",
                "Name an interface that is up and can do multicast: behind the group, as GROUP%INTERFACE, or for all groups."
            ),
        };

    /// <summary>A destination that may be a broadcast address, with broadcast switched off.</summary>
    public static Fault BroadcastOff(string target) =>
        new(
            FaultCode.AccessDenied,
            $"{target} is a broadcast address, and sending there is switched off.",
            "Switch broadcast on, among the endpoint's options; programs send \"broadcast\": true."
        );

    /// <summary>A destination that one of this machine's routes prohibits (ip-route(8), <c>prohibit</c>).</summary>
    public static Fault Prohibited(IPEndPoint target) =>
        new(
            FaultCode.AccessDenied,
            $"One of this machine's routes prohibits {target.Address}.",
            $"See which with 'ip route get {target.Address}', and have it removed; or choose another destination."
        );

    /// <summary>Something that the system or a firewall does not allow, with no closer reason.</summary>
    public static Fault Forbidden(string target) =>
        new(
            FaultCode.AccessDenied,
            $"The system does not allow {target}.",
            "A firewall or a policy forbids it: this machine's, or over IPv6 one on the way."
        );

    /// <summary>A port on which the system keeps connections of a program that has gone (RFC 9293, 3.6.1).</summary>
    /// <param name="target">The address and port that were wanted.</param>
    /// <param name="left">For how long, where they have ended (TIME-WAIT); null where they are still ending.</param>
    public static Fault LeftBehind(IPEndPoint target, TimeSpan? left)
    {
        var what = $"No program has port {target.Port}, but the system keeps old connections of one that did not set SO_REUSEADDR there";
        return left is { } time
            ? new(
                FaultCode.AddressInUse,
                $"{what} (TIME-WAIT) for {Math.Ceiling(time.TotalSeconds):N0} s more.",
                $"Start again then, or choose another port; as root, 'ss -K state time-wait sport = :{target.Port}' ends them at once."
            )
            : new(
                FaultCode.AddressInUse,
                $"{what}: their peers have not taken or acknowledged everything yet.",
                $"Start again later, or choose another port; 'ss -tan sport = :{target.Port}' shows them."
            );
    }

    /// <summary>A connection whose addresses and ports are those of one that is there: they are all that tells connections apart.</summary>
    /// <param name="source">Our address and port.</param>
    /// <param name="target">The peer's.</param>
    public static Fault ConnectionThere(IPEndPoint source, IPEndPoint target) =>
        new(
            FaultCode.AddressNotAvailable,
            $"There is a connection from {source} to {target} already, or one that the system keeps for up to 60 s "
                + "after its end (TIME-WAIT).",
            "Choose another local port, or leave the port out: then the system takes a free one."
        );

    /// <summary>Nobody listens at <paramref name="target"/>.</summary>
    public static Fault Refused(string target) =>
        new(FaultCode.ConnectionRefused, $"Nothing listens on {target}.", "Start the listener first, or check the port.");

    /// <summary>The other side tore the connection down.</summary>
    public static Fault Reset(string target) =>
        new(
            FaultCode.ConnectionReset,
            UnixAddress.Is(target) ? $"{target} broke the connection off." : $"{target} reset the connection (RST).",
            "The other program crashed, closed with unread data, or refuses what it got; its log may say which."
        );

    /// <summary>Nothing came back in time.</summary>
    public static Fault TimedOut(string target) =>
        new(
            FaultCode.TimedOut,
            $"{target} did not answer in time.",
            "Check the address; a firewall that drops packets in silence looks the same."
        );

    /// <summary>A name without an address.</summary>
    public static Fault NotFound(string host) =>
        new(FaultCode.HostNotFound, $"The name {host} has no address.", "Check the spelling, or use an IP address.");

    /// <summary>A name without an address of the family asked for.</summary>
    public static Fault NotFound(string host, IpFamily family) =>
        family == IpFamily.Any
            ? NotFound(host)
            : new(
                FaultCode.HostNotFound,
                $"The name {host} has no {(family == IpFamily.Ipv4 ? "IPv4" : "IPv6")} address.",
                "Choose the other family, or any."
            );

    /// <summary>More than one datagram can carry.</summary>
    /// <param name="bytes">How many were to be sent, if known.</param>
    public static Fault TooLong(int? bytes) =>
        new(
            FaultCode.MessageTooLong,
            bytes is { } n ? $"{n:N0} bytes do not fit into one datagram." : "That does not fit into one datagram.",
            "UDP carries at most 65,507 bytes over IPv4 and 65,527 over IPv6: send less, or use TCP."
        );

    /// <summary>A destination that SocketLab does not send to.</summary>
    public static Fault Denied(string target, string why, string hint = "Name the machine's own address, such as 127.0.0.1.") =>
        new(FaultCode.DestinationDenied, $"SocketLab does not send to {target}: {why}.", hint);

    /// <summary>The fault that an exception carries, or that it is.</summary>
    public static Fault OfAny(Exception error) => (error as NetworkException)?.Fault ?? Unexpected(error);

    /// <summary>An error that no case foresaw; the endpoint it hit stops, everything else goes on.</summary>
    public static Fault Unexpected(Exception error) =>
        new(
            FaultCode.SocketError,
            $"Something unforeseen went wrong: {error.Message}",
            "Start the endpoint again; if it happens again, please report it with the log."
        );
}
