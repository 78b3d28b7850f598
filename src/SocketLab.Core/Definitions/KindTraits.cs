using System.Net;
using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>What a kind of endpoint is like: the one place that tells kinds apart, with one entry a kind.</summary>
/// <remarks>
/// Who decides by kind asks for a trait here and never compares with one kind, so that a further kind is an entry of this list and a
/// transport. A kind without an entry is refused wherever it is met.
/// </remarks>
public sealed record KindTraits
{
    private KindTraits() { }

    private static readonly KindTraits[] Entries =
    [
        new()
        {
            Kind = EndpointKind.UdpListener,
            CarriesDatagrams = true,
            WaitsForOthers = true,
            Title = "UDP listener",
            Badge = "UDP listen",
            Purpose = "receive datagrams",
            CreateLabel = "Listen",
            NamePrefix = "UDP",
            DescribeReady = bound => bound is UnixAddress ? $"Listening for datagrams on {bound}" : $"Listening for UDP on {bound}",
        },
        new()
        {
            Kind = EndpointKind.TcpListener,
            WaitsForOthers = true,
            AcceptsConnections = true,
            Title = "TCP listener",
            Badge = "TCP listen",
            Purpose = "accept connections",
            CreateLabel = "Listen",
            NamePrefix = "TCP",
            DescribeReady = bound => bound is UnixAddress ? $"Listening for connections on {bound}" : $"Listening for TCP on {bound}",
        },
        new()
        {
            Kind = EndpointKind.UdpSender,
            CarriesDatagrams = true,
            MainlySends = true,
            Title = "UDP sender",
            Badge = "UDP send",
            Purpose = "send datagrams",
            CreateLabel = "Create",
            NamePrefix = "UDP to",
            DescribeReady = bound =>
                bound switch
                {
                    UnixAddress { Name: "" } => "Ready to send datagrams from a socket without a name: nobody can answer it",
                    UnixAddress => $"Ready to send datagrams from {bound}",
                    _ => $"Ready to send UDP from port {(bound as IPEndPoint)?.Port}",
                },
        },
        new()
        {
            Kind = EndpointKind.TcpClient,
            Connects = true,
            NeedsRemote = true,
            Title = "TCP client",
            Badge = "TCP client",
            Purpose = "open a connection",
            CreateLabel = "Connect",
            NamePrefix = "TCP to",
            DescribeReady = bound => bound is IPEndPoint ? $"Ready: our end of the connection is {bound}" : "Ready",
        },
        new()
        {
            Kind = EndpointKind.Capture,
            HasSocket = false,
            Title = "Capture file",
            Badge = "Capture",
            Purpose = "look into a file",
            CreateLabel = "Open",
            NamePrefix = "Capture",
            DescribeReady = _ => "",
        },
    ];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<KindTraits> All => Entries;

    /// <summary>The kinds that people make by describing a socket, in the order in which they are offered them.</summary>
    public static IReadOnlyList<KindTraits> WithSocket { get; } = [.. Entries.Where(traits => traits.HasSocket)];

    /// <summary>The kind that these traits are of.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>Whether it has a socket that can be started. Without one it is what a file had, and is kept in memory alone.</summary>
    public bool HasSocket { get; private init; } = true;

    /// <summary>Whether it carries datagrams; otherwise it carries streams.</summary>
    public bool CarriesDatagrams { get; private init; }

    /// <summary>Whether it waits for others to come to it, so that its own address is what people need to know.</summary>
    public bool WaitsForOthers { get; private init; }

    /// <summary>Whether it accepts any number of connections.</summary>
    public bool AcceptsConnections { get; private init; }

    /// <summary>Whether it opens one connection, so that the endpoint's life is the connection's.</summary>
    public bool Connects { get; private init; }

    /// <summary>Whether a definition must say where to; for other kinds that do not wait it is a default.</summary>
    public bool NeedsRemote { get; private init; }

    /// <summary>Whether sending is what it is for: then what it sends is the rate to show, and it takes answers only from whom it asked.
    /// </summary>
    public bool MainlySends { get; private init; }

    /// <summary>Where it is bound when the definition says nothing; null for the system's choice.</summary>
    public LocalAddress? DefaultLocal => WaitsForOthers ? new LocalAddress() : null;

    /// <summary>The kind in words, such as <c>UDP listener</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The kind in the two words of a badge.</summary>
    public required string Badge { get; init; }

    /// <summary>What it is for, as an infinitive.</summary>
    public required string Purpose { get; init; }

    /// <summary>What creating and starting one is called.</summary>
    public required string CreateLabel { get; init; }

    /// <summary>What a name begins with that is made from a definition; the address follows.</summary>
    public required string NamePrefix { get; init; }

    /// <summary>Says in a sentence that the socket is ready and where it is bound.</summary>
    public required Func<EndPoint?, string> DescribeReady { get; init; }

    /// <summary>The traits of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static KindTraits Of(EndpointKind kind)
    {
        foreach (var traits in Entries)
        {
            if (traits.Kind == kind)
            {
                return traits;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind of endpoint has no traits.");
    }
}
