namespace SocketLab.Core.Faults;

/// <summary>Why somebody on the way refused a datagram, and who (RFC 792, RFC 1812, RFC 4443).</summary>
/// <param name="IsV6">Whether it is ICMP of IPv6, whose numbers mean something else.</param>
/// <param name="Type">The type.</param>
/// <param name="Code">The code.</param>
/// <param name="From">The address of who said so; null where the system does not tell.</param>
public readonly record struct IcmpAnswer(bool IsV6, int Type, int Code, string? From)
{
    /// <summary>The reason as the standards name it, such as <c>host administratively prohibited</c>.</summary>
    public string Reason => IsV6 ? OfV6() : OfV4();

    /// <summary>Whether somebody set up a rule against it, such as a firewall.</summary>
    public bool IsProhibited => IsV6 ? (Type, Code) is (1, 1 or 5 or 6) : (Type, Code) is (3, 9 or 10 or 13);

    /// <summary>Type and code, such as <c>ICMP type 3, code 13</c>.</summary>
    public string Numbers => $"ICMP{(IsV6 ? "v6" : "")} type {Type}, code {Code}";

    private string OfV4() =>
        (Type, Code) switch
        {
            (3, 0) => "network unreachable",
            (3, 1) => "host unreachable",
            (3, 2) => "protocol unreachable",
            (3, 3) => "port unreachable",
            (3, 4) => "too big for the way, and not to be cut",
            (3, 5) => "source route failed",
            (3, 6) => "destination network unknown",
            (3, 7) => "destination host unknown",
            (3, 8) => "source host isolated",
            (3, 9) => "network administratively prohibited",
            (3, 10) => "host administratively prohibited",
            (3, 11) => "network unreachable for this type of service",
            (3, 12) => "host unreachable for this type of service",
            (3, 13) => "communication administratively prohibited",
            (3, 14) => "host precedence violation",
            (3, 15) => "precedence cut off",
            (11, 0) => "time to live exceeded on the way",
            (11, 1) => "not all fragments arrived in time",
            (12, _) => "a problem in the header",
            _ => "refused",
        };

    private string OfV6() =>
        (Type, Code) switch
        {
            (1, 0) => "no route to the destination",
            (1, 1) => "communication administratively prohibited",
            (1, 2) => "beyond the scope of the source address",
            (1, 3) => "address unreachable",
            (1, 4) => "port unreachable",
            (1, 5) => "source address refused by policy",
            (1, 6) => "route rejected",
            (2, _) => "too big for the way",
            (3, 0) => "hop limit exceeded on the way",
            (3, 1) => "not all fragments arrived in time",
            (4, _) => "a problem in the header",
            _ => "refused",
        };
}
