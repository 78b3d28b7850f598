using System.Net;

namespace SocketLab.Core.Transport;

/// <summary>
/// The addresses at which cloud machines ask who they are and get their credentials. Whoever can send from such a machine could take them.
/// </summary>
internal static class CloudMetadata
{
    private static readonly HashSet<IPAddress> Addresses =
    [
        IPAddress.Parse("169.254.169.254"), // AWS, Azure, Google Cloud, Oracle Cloud, OpenStack and most others
        IPAddress.Parse("fd00:ec2::254"), // AWS over IPv6
        IPAddress.Parse("fd20:ce::254"), // Google Cloud over IPv6
        IPAddress.Parse("fe80::a9fe:a9fe"), // OpenStack over IPv6
        IPAddress.Parse("169.254.170.2"), // AWS: a task's credentials (ECS)
        IPAddress.Parse("169.254.170.23"), // AWS: a pod's credentials (EKS)
        IPAddress.Parse("fd00:ec2::23"), // the same over IPv6
        IPAddress.Parse("100.100.100.200"), // Alibaba Cloud
        IPAddress.Parse("169.254.0.23"), // Tencent Cloud
        IPAddress.Parse("192.0.0.192"), // Oracle Cloud, classic
    ];

    /// <summary>Whether it is one of them.</summary>
    /// <param name="address">Without a scope.</param>
    public static bool Contains(IPAddress address) => Addresses.Contains(address);
}
