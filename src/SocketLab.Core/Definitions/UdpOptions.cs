using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>Options of UDP listeners and senders. Sizes are in bytes.</summary>
public sealed record UdpOptions
{
    /// <summary>Longer datagrams are kept up to here and marked truncated, with their true length. 1 to 65,535.</summary>
    public int MaxDatagramBytes { get; init; } = 65_535;

    /// <summary>
    /// The receive buffer in bytes to ask the system for (SO_RCVBUF, socket(7)); what it granted is shown on the endpoint.
    /// </summary>
    /// <remarks>
    /// The system charges only what waits in it. How deep it is decides how long the receive loop may go without a processor before
    /// datagrams are dropped: the default holds about 170,000 small datagrams.
    /// </remarks>
    public int ReceiveBufferBytes { get; init; } = 64 << 20;

    /// <summary>Allows sending to broadcast addresses (SO_BROADCAST, RFC 919).</summary>
    public bool Broadcast { get; init; }

    /// <summary>
    /// Several sockets may have the port (SO_REUSEADDR): each gets what goes to a group that it joined and what is broadcast; what goes to
    /// the machine itself gets the one that was bound last. All of them must ask for it.
    /// </summary>
    public bool ReuseAddress { get; init; }

    /// <summary>
    /// Danger: reply rules also answer datagrams from ports below 1024, where NTP (123) and DHCP (67, 68) are, but also services that
    /// answer every answer, such as echo (7). Two that answer each other never stop but for
    /// <see cref="EndpointDefinition.ReplyLimitPerSecond"/>.
    /// </summary>
    public bool ReplyToSystemPorts { get; init; }

    /// <summary>
    /// Danger: several sockets of one user share the port and its traffic is split among them, each peer's to one of them (SO_REUSEPORT).
    /// All of them must ask for it. Not for multicast: the system may hand a group's datagrams to a socket that did not join it.
    /// </summary>
    public bool ReusePort { get; init; }

    /// <summary>Groups to join, as <see cref="MulticastGroup"/> reads them. May change while the endpoint runs.</summary>
    public IReadOnlyList<string> MulticastGroups { get; init; } = [];

    /// <summary>
    /// Where groups are joined and datagrams to groups go out: an interface's name, number or address. Null: the bound address's, or the
    /// system's choice.
    /// </summary>
    public string? MulticastInterface { get; init; }

    /// <summary>Hops that multicast datagrams may travel, 0 (not out of this machine) to 255.</summary>
    public int MulticastTtl { get; init; } = 1;

    /// <summary>Whether this machine hears its own multicast datagrams.</summary>
    public bool MulticastLoopback { get; init; } = true;
}
