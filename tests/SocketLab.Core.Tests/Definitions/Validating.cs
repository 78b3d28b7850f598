using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;

namespace SocketLab.Core.Tests.Definitions;

/// <summary>Valid definitions, for tests that break one rule at a time.</summary>
internal static class Validating
{
    public static readonly EndpointLimits Limits = new() { MaxConnectionsPerListener = 2000, JournalBytes = 256L << 20 };

    public static readonly EndpointDefinition Udp = new() { Kind = EndpointKind.UdpListener };

    public static readonly EndpointDefinition Client = To("127.0.0.1", 9191);

    /// <summary>A UDP listener at an address.</summary>
    public static EndpointDefinition At(string address, int port = 0) =>
        Udp with
        {
            Local = new() { Address = address, Port = port },
        };

    /// <summary>A TCP client of a destination.</summary>
    public static EndpointDefinition To(string host, int port = 1, IpFamily family = IpFamily.Any) =>
        new()
        {
            Kind = EndpointKind.TcpClient,
            Remote = new()
            {
                Host = host,
                Port = port,
                Family = family,
            },
        };

    /// <summary>Asserts that the definition breaks one rule, and that the input at <paramref name="path"/> is named for it.</summary>
    public static void MustName(string path, EndpointDefinition definition)
    {
        var error = Assert.Single(DefinitionValidator.Validate(definition, Limits));
        Assert.Equal(path, error.Path);
        Assert.NotEmpty(error.Message);
    }

    public static void MustAccept(EndpointDefinition definition) => Assert.Empty(DefinitionValidator.Validate(definition, Limits));
}
