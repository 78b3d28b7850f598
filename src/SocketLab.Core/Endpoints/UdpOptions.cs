namespace SocketLab.Core.Endpoints;

/// <summary>Options of UDP listeners and senders. Sizes are in bytes.</summary>
public sealed record UdpOptions
{
    /// <summary>Longer datagrams are kept up to here and marked truncated, with their true length. 1 to 65,535.</summary>
    public int MaxDatagramBytes { get; init; } = 65_535;

    /// <summary>What to ask the system for (SO_RCVBUF); what it granted is shown on the endpoint.</summary>
    public int ReceiveBufferBytes { get; init; } = 4 << 20;

    /// <summary>Allows sending to broadcast addresses (SO_BROADCAST).</summary>
    public bool Broadcast { get; init; }

    /// <summary>Danger: several sockets share the port and split its traffic. For multicast only.</summary>
    public bool ReuseAddress { get; init; }

    /// <summary>Groups to join. None can be set in this version.</summary>
    public IReadOnlyList<string> MulticastGroups { get; init; } = [];

    /// <summary>Interface for multicast. Cannot be set in this version.</summary>
    public string? MulticastInterface { get; init; }

    /// <summary>Hops that multicast datagrams may travel. Cannot be changed in this version.</summary>
    public int MulticastTtl { get; init; } = 1;

    /// <summary>Whether this machine hears its own multicast datagrams. Cannot be changed in this version.</summary>
    public bool MulticastLoopback { get; init; } = true;
}
