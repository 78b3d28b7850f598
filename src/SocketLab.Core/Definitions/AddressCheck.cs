using SocketLab.Core.Addresses;

namespace SocketLab.Core.Definitions;

/// <summary>Says what is wrong with the addresses of a definition, as far as their spelling and the other options tell.</summary>
internal static class AddressCheck
{
    private const string NoPort = "A Unix socket has no port; leave it out.";

    /// <summary>Adds everything wrong with where an endpoint is to be bound and where it is to send.</summary>
    public static void Validate(EndpointDefinition definition, DefinitionErrors errors)
    {
        if (definition.Local is { } local)
        {
            CheckLocal(local, errors);
        }

        switch (definition.Remote)
        {
            case null:
                errors.Require(
                    !definition.Kind.Traits().NeedsRemote,
                    "$.remote",
                    $"A {definition.Kind.Traits().Title} needs a host and a port to connect to."
                );
                break;
            case { } remote when UnixAddress.Is(remote.Host):
                CheckUnixRemote(remote, definition.IsUnix, errors);
                break;
            case { } remote:
                CheckRemote(remote, definition.IsUnix, errors);
                break;
        }
    }

    private static void CheckLocal(LocalAddress local, DefinitionErrors errors)
    {
        if (UnixAddress.Is(local.Address))
        {
            RequireName(local.Address, "$.local.address", errors);
            errors.Require(local.Port == 0, "$.local.port", NoPort);
            return;
        }

        errors.Require(
            IpLiteral.TryParse(local.Address, out _),
            "$.local.address",
            DescribeOldSpelling(local.Address)
                ?? $"'{local.Address}' is not an IP address. Use one of this machine, such as 127.0.0.1 or ::1."
        );
        errors.RequireRange(local.Port, 0, 65_535, "$.local.port");
    }

    private static void CheckUnixRemote(RemoteAddress remote, bool fromUnix, DefinitionErrors errors)
    {
        RequireName(remote.Host, "$.remote.host", errors);
        errors.Require(remote.Port == 0, "$.remote.port", NoPort);
        errors.Require(remote.Family == IpFamily.Any, "$.remote.family", "A Unix socket has no IP address; leave it out.");
        errors.Require(
            fromUnix,
            "$.remote.host",
            "An IP socket does not reach Unix sockets: set local.address to one too, or leave local out."
        );
    }

    private static void CheckRemote(RemoteAddress remote, bool fromUnix, DefinitionErrors errors)
    {
        errors.Require(!fromUnix, "$.remote.host", "A Unix socket reaches Unix sockets alone, such as unix:lab.sock.");
        errors.Require(
            HostPort.IsHost(remote.Host),
            "$.remote.host",
            DescribeOldSpelling(remote.Host) ?? $"'{remote.Host}' is neither a host name nor an IP address."
        );
        errors.RequireRange(remote.Port, 1, 65_535, "$.remote.port");
        errors.Require(
            !IpLiteral.TryParse(remote.Host, out var literal) || remote.Family.Includes(literal),
            "$.remote.family",
            $"{remote.Host} is an address of the other family."
        );
    }

    private static void RequireName(string address, string path, DefinitionErrors errors)
    {
        if (UnixAddress.ProblemOf(address) is { } problem)
        {
            errors.Require(false, path, problem);
        }
    }

    /// <summary>An old spelling is more likely a slip: whoever meant it can write what it stands for.</summary>
    private static string? DescribeOldSpelling(string text) =>
        IpLiteral.OldSpelling(text) is { } address ? $"'{text}' is an old spelling of {address}. Write it in full, if it is meant." : null;
}
